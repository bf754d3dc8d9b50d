using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>A scalar that travels as a JSON string.</summary>
abstract class TextScalar : ScalarGraphType
{
    protected TextScalar(string name, string url, string description)
    {
        Name = name;
        Description = description;
        this.ApplyDirective("specifiedBy", "url", url);
    }

    /// <summary>Throws <see cref="FormatException"/> when the text is no such value.</summary>
    protected abstract object Parse(string text);

    /// <summary>Null when the value is of another type.</summary>
    protected abstract string? Print(object value);

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => Parsed((string)text.Value),
        _ => ThrowLiteralConversionError(value, $"{Name} is written as a string."),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Parsed(text),
        _ when Print(value) is not null => value,
        _ => throw new FormatException($"{Name} is written as a string, not as '{value}'."),
    };

    public override object? Serialize(object? value) => value is null ? null : Print(value) ?? ThrowSerializationError(value);

    public override GraphQLValue ToAST(object? value) =>
        value is null ? new GraphQLNullValue() : new GraphQLStringValue((string)Serialize(value)!);

    object Parsed(string text)
    {
        try { return Parse(text); }
        catch (Exception fault) when (fault is FormatException or OverflowException or ArgumentException)
        {
            throw new FormatException($"{Quoted.Text(text)} is not a valid {Name}. {Description}", fault);
        }
    }
}

/// <summary>RFC 3339 with a required offset; written in UTC with <c>Z</c>, and 0 or 3 to 7 fraction digits.</summary>
sealed partial class DateTimeScalar() : TextScalar(
    "DateTime", "https://www.graphql-scalars.com/date-time",
    "A moment as in RFC 3339 with an offset, for example 2026-01-02T03:04:05.678Z.")
{
    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,7})?([Zz]|[+-]\d\d:\d\d)$")]
    private static partial Regex Shape();

    protected override object Parse(string text) => Shape().IsMatch(text)
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToUniversalTime()
        : throw new FormatException();

    protected override string? Print(object value) => value switch
    {
        DateTimeOffset moment => Print(moment.UtcDateTime),
        DateTime moment => Print(moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : moment),
        _ => null,
    };

    static string Print(DateTime utc)
    {
        var text = utc.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var ticks = utc.Ticks % TimeSpan.TicksPerSecond;
        if (ticks == 0) return text + "Z";
        return $"{text}.{ticks.ToString("0000000", CultureInfo.InvariantCulture).TrimEnd('0').PadRight(3, '0')}Z";
    }
}

/// <summary>A calendar day without a zone.</summary>
sealed class LocalDateScalar() : TextScalar(
    "LocalDate", "https://www.graphql-scalars.com/local-date", "A calendar day, for example 2026-01-02.")
{
    protected override object Parse(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override string? Print(object value) =>
        value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}

/// <summary>A uuid in the hyphenated form.</summary>
sealed class UuidScalar() : TextScalar(
    "UUID", "https://www.rfc-editor.org/rfc/rfc9562", "A universally unique identifier, for example 0190c2d1-7a3e-7bbb-8000-000000000001.")
{
    protected override object Parse(string text) => Guid.ParseExact(text, "D");

    protected override string? Print(object value) => value is Guid id ? id.ToString("D") : null;
}

/// <summary>A span of time as in ISO 8601.</summary>
sealed class DurationScalar() : TextScalar(
    "Duration", "https://www.graphql-scalars.com/duration", "A span of time as in ISO 8601, for example PT1H30M.")
{
    protected override object Parse(string text) => XmlConvert.ToTimeSpan(text);

    protected override string? Print(object value) => value is TimeSpan span ? XmlConvert.ToString(span) : null;
}

/// <summary>Any JSON value.</summary>
sealed class JsonScalar : ScalarGraphType
{
    internal JsonScalar()
    {
        Name = "JSON";
        Description = "Any JSON value.";
        this.ApplyDirective("specifiedBy", "url", "https://www.graphql-scalars.com/json");
    }

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.Undefined } => null,
        JsonElement element => element,
        JsonDocument document => document.RootElement,
        _ => ThrowSerializationError(value),
    };

    public override object? ParseValue(object? value) =>
        value is null ? null : value as JsonElement? ?? JsonSerializer.SerializeToElement(value);

    public override object? ParseLiteral(GraphQLValue value) =>
        value is GraphQLNullValue ? null : JsonSerializer.SerializeToElement(Plain(value));

    public override GraphQLValue ToAST(object? value) => value is null ? new GraphQLNullValue() : ThrowASTConversionError(value);

    static object? Plain(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => (string)text.Value,
        GraphQLEnumValue name => name.Name.StringValue,
        GraphQLBooleanValue flag => flag.BoolValue,
        GraphQLIntValue number => decimal.Parse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture),
        GraphQLFloatValue number => double.Parse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture),
        GraphQLListValue list => list.Values?.Select(Plain).ToArray() ?? [],
        GraphQLObjectValue map => map.Fields?.ToDictionary(f => f.Name.StringValue, f => Plain(f.Value)) ?? [],
        _ => throw new FormatException("A variable cannot stand inside a JSON literal; pass the whole JSON value as a variable."),
    };
}

/// <summary>An id; also prints <see cref="NodeId"/>.</summary>
sealed class IdScalar : IdGraphType
{
    internal IdScalar() => (Name, Description) = ("ID", "An opaque id: take it from one answer and give it to the next request.");

    public override object? Serialize(object? value) => value is NodeId id ? id.ToString() : base.Serialize(value);

    public override object? ParseValue(object? value) => base.ParseValue(value)?.ToString();

    public override object? ParseLiteral(GraphQLValue value) => base.ParseLiteral(value)?.ToString();
}
