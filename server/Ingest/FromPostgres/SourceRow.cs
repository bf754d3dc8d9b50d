using Npgsql;

namespace UsageAnalysis.Ingest.FromPostgres;

/// <summary>An event as a source has it: the columns of <see cref="SourceSql.Events"/>.</summary>
sealed record SourceRow(
    Guid Id, DateTime Time, Guid? Session, string? Login, string? Type, string? TypeName, string? Source, bool IsError, string? ErrorSource,
    string? Stack, string? StackHash, string? Description, string? Name, string? ErrorMessage, string? Request, string? RunNumber,
    string? Options, string? Function, string? Package)
{
    public static SourceRow Read(NpgsqlDataReader reader, NamePool names)
    {
        string? Name(int column) => names.Share(reader.TextAt(column));
        return new(
            reader.GetGuid(0), DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc), reader.IsDBNull(2) ? null : reader.GetGuid(2),
            Name(3), Name(4), Name(5), Name(6), reader.GetBoolean(7), Name(8), reader.TextAt(9), reader.TextAt(10), reader.TextAt(11),
            reader.TextAt(12), reader.TextAt(13), reader.TextAt(14), reader.TextAt(15), reader.TextAt(16), Name(17), Name(18));
    }
}

/// <summary>A parameter of an event: the columns of <see cref="SourceSql.Values"/>.</summary>
/// <param name="Event">Whose it is.</param>
/// <param name="Name">Of the parameter.</param>
/// <param name="Type">Of the parameter, for example entity_id.</param>
/// <param name="IsInput">Null where the source does not tell.</param>
/// <param name="Text">The value.</param>
/// <param name="Uuid">The value as an id.</param>
sealed record SourceValue(Guid Event, string Name, string? Type, bool? IsInput, string? Text, Guid? Uuid)
{
    /// <summary>What the id refers to; null without one.</summary>
    public SourceReference? Reference { get; init; }

    public static SourceValue Read(NpgsqlDataReader reader, NamePool names)
    {
        string? Name(int column) => names.Share(reader.TextAt(column));
        return new(
            reader.GetGuid(0), Name(1)!, Name(2), reader.IsDBNull(3) ? null : reader.GetBoolean(3), SourceText.Meant(reader.TextAt(4)),
            reader.IsDBNull(5) ? null : reader.GetGuid(5));
    }
}

/// <summary>Texts of a source, which has no rules for them.</summary>
static class SourceText
{
    const int MaxName = 200;

    public static string? TextAt(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static string? NameAt(this NpgsqlDataReader reader, int column, int longest = MaxName) => Name(reader.TextAt(column), longest);

    /// <summary>A time without a zone, which is UTC.</summary>
    public static DateTime? TimeAt(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    /// <summary>Null for what says nothing: an empty text, and the text "null", which is how a platform writes it.</summary>
    public static string? Meant(string? text) => string.IsNullOrWhiteSpace(text) || text == "null" ? null : text;

    /// <summary>A text as a name: on one line, and no longer than names are.</summary>
    public static string? Name(string? text, int longest = MaxName)
    {
        if (Meant(text)?.Trim() is not { } name)
        {
            return null;
        }
        if (name.Any(char.IsControl))
        {
            name = string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        }
        return name.Length <= longest ? name
            : char.IsHighSurrogate(name[longest - 2]) ? $"{name[..(longest - 2)]}…" : $"{name[..(longest - 1)]}…";
    }
}
