using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace UsageAnalysis.Ingest;

/// <summary>
/// What makes two errors the same: the sender's fingerprint, else the frames of the stack that belong to the application, else type and
/// message with numbers, ids and quoted text taken out.
/// </summary>
public static partial class ErrorSignature
{
    /// <summary>Version of the algorithm; a change of what it groups makes it 2, so that old and new signatures never mix.</summary>
    const string Version = "1";

    const int MaxFrames = 30;
    const int MaxStackLines = 200;
    const int MaxLine = 1_000;

    static readonly string[] ForeignCode =
    [
        "node_modules/", "node:", "(internal/", "webpack/", "<anonymous>", "chrome-extension:", "moz-extension:",
        "site-packages/", "dist-packages/", "lib/python", "<frozen ",
        "at System.", "at Microsoft.", "at Npgsql.", "at java.", "at javax.", "at jdk.", "at sun.", "at kotlin.",
    ];

    /// <summary>The version, a colon and 32 hex digits.</summary>
    public static string Of(LoggedError error)
    {
        var subject = error.Fingerprint is { Length: > 0 } fingerprint ? $"fingerprint\n{fingerprint}"
            : Frames(error.Stack) is { Count: > 0 } frames ? $"stack\n{error.Type}\n{string.Join('\n', frames)}"
            : $"message\n{error.Type}\n{Normalise(error.Message)}";
        return $"{Version}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, 16))}";
    }

    /// <summary>The application's own frames, without line numbers, query strings and hashes: those change with a release.</summary>
    static List<string> Frames(string? stack)
    {
        var frames = new List<string>();
        foreach (var raw in (stack ?? "").Split('\n', MaxStackLines + 1).Take(MaxStackLines))
        {
            var line = raw.Length > MaxLine ? raw[..MaxLine].Trim() : raw.Trim();
            var path = line.Replace('\\', '/');
            if (IsFrame(line) && !ForeignCode.Any(code => path.Contains(code, StringComparison.Ordinal)))
            {
                frames.Add(Place().Replace(line, "$1"));
            }
            if (frames.Count == MaxFrames)
            {
                break;
            }
        }
        return frames;
    }

    /// <summary>Chromium, .NET and Java say "at …", Firefox and Safari "f@file:1:2", Python 'File "…", line 1, in f'.</summary>
    static bool IsFrame(string line) =>
        line.StartsWith("at ", StringComparison.Ordinal)
        || (line.StartsWith("File \"", StringComparison.Ordinal) && line.Contains(", line ", StringComparison.Ordinal))
        || (line.LastIndexOf('@') is >= 0 and var at && char.IsAsciiDigit(line[^1]) && line.AsSpan(at).Contains(':'));

    static string Normalise(string message)
    {
        var text = message.Length > MaxLine ? message[..MaxLine] : message;
        text = Quoted().Replace(text, "*");
        text = Identifier().Replace(text, "*");
        return Blank().Replace(text, " ").Trim();
    }

    // Positions, query strings, and hashes in names of bundles: "app-3f9c2ab1.js?v=2:10:7" is "app.js" in the next release too.
    [GeneratedRegex(@"[-.][0-9a-f]{8,}(\.m?js)|\?[^:)\s]*|:\d+|,? line \d+|:line \d+")]
    private static partial Regex Place();

    [GeneratedRegex("""(?<!\w)'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|“[^“”\n]*”|«[^«»\n]*»""")]
    private static partial Regex Quoted();

    // Each of these patterns must stay linear in the text, whatever a sender puts into it.
    // Whatever holds a digit is a number or an id: 17, 0x7f, 3.5e-7, t-77, a uuid, a date.
    [GeneratedRegex(@"(?<![\w.:+-])[\w.:+-]*\d[\w.:+-]*(?:,\d[\w.:+-]*)*")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
