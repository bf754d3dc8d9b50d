using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Texts that people give to a mutation, without the space around them.</summary>
static class GivenText
{
    /// <summary>Most characters of the name of who says something.</summary>
    public const int MostOfName = 200;

    /// <summary>A text that must be there.</summary>
    /// <exception cref="GraphQLRequestException">It is empty, too long, or cannot be stored.</exception>
    public static string Required(string member, string text, int most) => text.Trim() switch
    {
        "" => throw Invalid(member == "by" ? "by is empty: say who you are." : $"{member} is empty."),
        { Length: var length } when length > most => throw Invalid($"{member} has {length} characters, but may have at most {most}."),
        var unstorable when unstorable.Contains('\0') => throw Invalid($"{member} has the character U+0000, which cannot be stored. Take it out."),
        var good => good,
    };

    /// <summary>A text that may be left out: null where there is none.</summary>
    /// <exception cref="GraphQLRequestException">It is too long, or cannot be stored.</exception>
    public static string? Optional(string member, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? null : Required(member, text, most);

    static GraphQLRequestException Invalid(string message) => new(message, ScopeErrors.InvalidArgument);
}
