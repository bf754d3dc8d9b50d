namespace UsageAnalysis.Ingest;

/// <summary>
/// Which package an event counts for, decided once at intake: the function's package, else the named package, else the package of the
/// first entity that has one, else <see cref="Fallback"/>. Every chart, panel and row then agrees.
/// </summary>
static class Attribution
{
    /// <summary>The platform itself.</summary>
    public const string Fallback = "Core";

    /// <summary>The package that the event itself tells; null when only its entities can.</summary>
    public static string? NamedPackage(LoggedEvent logged) => Split(logged.Function).Package ?? logged.Package;

    /// <summary>The function's name within its package; null when the event has none.</summary>
    public static string? FunctionName(LoggedEvent logged) => Split(logged.Function).Name;

    /// <summary>"Chem:fingerprints" is the function fingerprints of the package Chem; a bare name has no package.</summary>
    public static (string? Package, string? Name) Split(string? function) =>
        function?.IndexOf(':', StringComparison.Ordinal) is { } colon and >= 0
            ? (function[..colon], function[(colon + 1)..])
            : (null, function);

    /// <summary>The kind of a function that is first seen in an event; the registry may say better.</summary>
    public static string FunctionKind(string source) => source switch
    {
        "script" => "script",
        "data-query" => "query",
        _ => "function",
    };
}
