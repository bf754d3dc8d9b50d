namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>Values in messages: every error quotes what was sent.</summary>
public static class Quoted
{
    const int MostShown = 100;

    /// <summary>The text in quotation marks, cut where it is long.</summary>
    public static string Text(string text) => $"'{(text.Length <= MostShown ? text : text[..MostShown] + "…")}'";
}
