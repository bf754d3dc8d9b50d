using System.Globalization;

namespace UsageAnalysis.Analytics;

/// <summary>What a token of a typed time is.</summary>
enum TimeTokenKind
{
    /// <summary>Digits.</summary>
    Number,

    /// <summary>Letters, in lower case.</summary>
    Word,

    /// <summary>Any other character; all dashes are a hyphen.</summary>
    Sign,

    /// <summary>After the last character.</summary>
    End,
}

/// <summary>One token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters.</param>
/// <param name="At">Where it begins in the text, from 0.</param>
/// <param name="Spaced">Whether white space comes before it.</param>
readonly record struct TimeToken(TimeTokenKind Kind, string Text, int At, bool Spaced);

/// <summary>The tokens of a typed time, taken one after the other.</summary>
sealed class TimeTokens
{
    const int MostShown = 100;

    readonly string text;
    readonly List<TimeToken> tokens = [];
    int next;

    /// <summary>Cuts a text into tokens.</summary>
    public TimeTokens(string text)
    {
        this.text = text;
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var kind = KindOf(text[at]);
            var end = at + 1;
            while (kind != TimeTokenKind.Sign && end < text.Length && KindOf(text[end]) == kind)
            {
                end++;
            }
            Add(kind, text[at..end], at);
            at = end;
        }
        Add(TimeTokenKind.End, "", text.Length);
    }

    /// <summary>The next token, or a later one.</summary>
    public TimeToken Peek(int ahead = 0) => tokens[Math.Min(next + ahead, tokens.Count - 1)];

    /// <summary>Takes the next token.</summary>
    public TimeToken Take() => tokens[next < tokens.Count - 1 ? next++ : next];

    /// <summary>Whether the next token is one of these words.</summary>
    public bool IsWord(params ReadOnlySpan<string> words) => Peek() is { Kind: TimeTokenKind.Word } token && words.Contains(token.Text);

    /// <summary>Takes the next token where it is one of these words.</summary>
    public bool TryWord(params ReadOnlySpan<string> words) => IsWord(words) && Taken();

    /// <summary>Whether a token is this sign.</summary>
    public bool IsSign(char sign, int ahead = 0) => Peek(ahead) is { Kind: TimeTokenKind.Sign } token && token.Text[0] == sign;

    /// <summary>Takes the next token where it is this sign.</summary>
    public bool TrySign(char sign) => IsSign(sign) && Taken();

    /// <summary>Whether a token is a number of so many digits.</summary>
    public bool IsNumber(int ahead, int fewest, int most) =>
        Peek(ahead) is { Kind: TimeTokenKind.Number } token && token.Text.Length >= fewest && token.Text.Length <= most;

    /// <summary>Whether no white space comes before these tokens.</summary>
    public bool IsJoined(int first, int last) => Enumerable.Range(first, last - first + 1).All(ahead => !Peek(ahead).Spaced);

    /// <summary>Takes a number of so many digits.</summary>
    /// <exception cref="InvalidScopeException">The next token is none.</exception>
    public int Number(int fewest, int most, string expected) => IsNumber(0, fewest, most)
        ? int.Parse(Take().Text, NumberStyles.None, CultureInfo.InvariantCulture)
        : throw Expected(expected);

    /// <summary>The error of a text in which something else should come next.</summary>
    public InvalidScopeException Expected(string what) => Fault(Peek() is { Kind: not TimeTokenKind.End } token
        ? string.Create(CultureInfo.InvariantCulture, $"expected {what} instead of {Quoted(token.Text)}, character {token.At + 1}")
        : $"expected {what} after its end");

    /// <summary>The error of a text that makes no sense.</summary>
    public InvalidScopeException Fault(string problem) =>
        new($"{Quoted(text)} is not a time range: {problem}. {TimeExpression.Forms}");

    /// <summary>A text in quotation marks, cut where it is long.</summary>
    public static string Quoted(string text) => $"'{(text.Length <= MostShown ? text : text[..MostShown] + "…")}'";

    bool Taken()
    {
        next++;
        return true;
    }

    void Add(TimeTokenKind kind, string word, int at)
    {
        var same = kind == TimeTokenKind.Sign && IsDash(word[0]) ? "-" : word.ToLowerInvariant();
        tokens.Add(new TimeToken(kind, same, at, at > 0 && char.IsWhiteSpace(text[at - 1])));
    }

    static TimeTokenKind KindOf(char character) =>
        char.IsAsciiDigit(character) ? TimeTokenKind.Number
        : char.IsAsciiLetter(character) ? TimeTokenKind.Word
        : TimeTokenKind.Sign;

    static bool IsDash(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.DashPunctuation || character == '\u2212';
}
