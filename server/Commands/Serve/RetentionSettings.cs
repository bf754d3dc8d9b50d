using UsageAnalysis.Ingest.Retention;

namespace UsageAnalysis.Commands.Serve;

/// <summary>How long an operator wants single events to be kept: the section <c>Retention</c> of the configuration.</summary>
static class RetentionSettings
{
    const string Section = "Retention";
    const int MostMonths = 1_200;

    /// <summary>Reads what is set, for example <c>Retention__Months=24</c>.</summary>
    /// <exception cref="CommandFailedException">A name is unknown, or a value is not what it should be.</exception>
    public static RetentionOptions Read(IConfiguration configuration)
    {
        var options = new RetentionOptions();
        try
        {
            configuration.GetSection(Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException error)
        {
            throw Refused(error.Message, error);
        }
        return options.Months is < 1 or > MostMonths
            ? throw Refused($"{nameof(options.Months)} is {options.Months}: give 1 to {MostMonths}, or leave it out to keep all events.")
            : options;
    }

    static CommandFailedException Refused(string what, Exception? cause = null) =>
        new(ExitCode.BadInput, $"The settings {Section}__… cannot be used: {what}", cause);
}
