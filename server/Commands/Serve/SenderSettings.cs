using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Serve;

/// <summary>Who an operator lets send events: the section <c>Ingest</c> of the configuration.</summary>
static class SenderSettings
{
    const string Section = "Ingest";

    /// <summary>Reads what is set, for example <c>Ingest__AllowedOrigins__0=https://host</c> and <c>Ingest__Keys__0=KEY</c>.</summary>
    /// <exception cref="CommandFailedException">A name is unknown, an origin is none, or a key cannot be sent.</exception>
    public static SenderOptions Read(IConfiguration configuration)
    {
        var options = new SenderOptions();
        try
        {
            configuration.GetSection(Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException error)
        {
            throw Refused(error.Message, error);
        }
        if (options.AllowedOrigins.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong)
        {
            throw Refused($"{nameof(options.AllowedOrigins)} has '{wrong}', which is no origin: write https://host or https://host:port without a path, or * for all.");
        }
        // Without the key itself: this message goes to logs.
        return options.Keys.Any(key => key.Length == 0 || key.Any(letter => letter is <= ' ' or > '~'))
            ? throw Refused($"{nameof(options.Keys)} has a key that no header can hold: use letters, digits and signs of ASCII, without spaces.")
            : options;
    }

    static bool IsOrigin(string text) => text == "*"
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase) && uri.UserInfo.Length == 0);

    static CommandFailedException Refused(string what, Exception? cause = null) =>
        new(ExitCode.BadInput, $"The settings {Section}__… cannot be used: {what}", cause);
}
