using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace UsageAnalysis.Ingest.Csv;

/// <summary>A mapping on the header of one file, and what it makes of the rows.</summary>
sealed class CsvColumns
{
    readonly CsvMapping mapping;
    readonly Dictionary<string, int> places = [];
    readonly List<(string Name, CsvField Field)> others;
    readonly Dictionary<Guid, int> equal = [];
    string equalAt = "";

    /// <exception cref="CsvMappingException">The mapping names a column that is not there, or one that is there twice.</exception>
    public CsvColumns(CsvMapping mapping, IReadOnlyList<string> header)
    {
        this.mapping = mapping;
        Count = header.Count;
        foreach (var (place, name) in header.Index())
        {
            if (!places.TryAdd(name.Trim(), place))
            {
                throw new CsvMappingException($"the header names the column \"{name.Trim()}\" twice: give each its own name.");
            }
        }
        List<string> named = [mapping.Time.Column, .. Fields.Select(field => field.Column).OfType<string>()];
        if (named.FirstOrDefault(column => !places.ContainsKey(column)) is { } unknown)
        {
            var there = string.Join(", ", header.Select(name => $"\"{name.Trim()}\""));
            throw new CsvMappingException($"\"{unknown}\" of the mapping is no column of the file, which has {there}.");
        }
        Time = places[mapping.Time.Column];
        others =
        [
            .. mapping.Other.Select(pair => (pair.Key, pair.Value)),
            .. mapping.AllColumns ? places.Keys.Except(named).Except(mapping.Other.Keys).Select(name => (name, new CsvField(name))) : [],
        ];
    }

    /// <summary>Number of columns.</summary>
    public int Count { get; }

    /// <summary>Where the time is.</summary>
    public int Time { get; }

    IEnumerable<CsvField> Fields =>
        new[]
        {
            mapping.Type, mapping.Source, mapping.Id, mapping.User, mapping.Groups, mapping.Session, mapping.Action, mapping.Package,
            mapping.Function, mapping.DurationMs, mapping.Description, mapping.Client, mapping.Version, mapping.ErrorMessage,
            mapping.ErrorType, mapping.ErrorStack,
        }
        .Concat(mapping.Entities.SelectMany(e => new[] { e.Type, e.Id, e.Name, e.Role, e.Package }))
        .Concat(mapping.Inputs.Values).Concat(mapping.Outputs.Values).Concat(mapping.Other.Values).OfType<CsvField>();

    /// <summary>A row as JSON of the wire format.</summary>
    public ReadOnlyMemory<byte> Write(string[] cells, string time)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("id", Id(cells, time));
        json.WriteString("time", time);
        WriteText(json, "source", mapping.Source, cells);
        WriteText(json, "type", mapping.Type, cells);
        WriteText(json, "user", mapping.User, cells);
        if (Text(mapping.Groups, cells) is { } groups)
        {
            json.WriteStartArray("groups");
            foreach (var group in groups.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                json.WriteStringValue(group);
            }
            json.WriteEndArray();
        }
        if (Text(mapping.Session, cells) is { } session)
        {
            json.WriteString("session", DerivedId.OfSession(session));
        }
        WriteText(json, "action", mapping.Action, cells);
        WriteText(json, "package", mapping.Package, cells);
        WriteText(json, "function", mapping.Function, cells);
        Write(json, "durationMs", mapping.DurationMs is { } duration ? duration with { Type = "number" } : null, cells);
        WriteText(json, "description", mapping.Description, cells);
        WriteText(json, "client", mapping.Client, cells);
        WriteText(json, "version", mapping.Version, cells);
        if (Text(mapping.ErrorMessage, cells) is { } || Text(mapping.ErrorType, cells) is { })
        {
            json.WriteStartObject("error");
            WriteText(json, "message", mapping.ErrorMessage, cells);
            WriteText(json, "type", mapping.ErrorType, cells);
            WriteText(json, "stack", mapping.ErrorStack, cells);
            json.WriteEndObject();
        }
        WriteEntities(json, cells);
        json.WriteStartObject("parameters");
        WriteParameters(json, "inputs", mapping.Inputs.Select(pair => (pair.Key, pair.Value)), cells);
        WriteParameters(json, "outputs", mapping.Outputs.Select(pair => (pair.Key, pair.Value)), cells);
        WriteParameters(json, "other", others, cells);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Without an id of the sender's: of all cells, and of how many equal rows of the same time stand before.</summary>
    Guid Id(string[] cells, string time)
    {
        if (Text(mapping.Id, cells) is { } given)
        {
            return Guid.TryParse(given, out var uuid) ? uuid : DerivedId.Of("csv id", given);
        }
        if (time != equalAt)
        {
            equal.Clear();
            equalAt = time;
        }
        var id = DerivedId.Of("csv row", cells);
        return DerivedId.Again(id, equal[id] = equal.GetValueOrDefault(id) + 1);
    }

    string? Text(CsvField? field, string[] cells)
    {
        if (field is null)
        {
            return null;
        }
        var text = field.Column is { } column ? cells[places[column]].Trim() : "";
        text = field.Values?.GetValueOrDefault(text) ?? text;
        return text.Length > 0 ? text : field.Value;
    }

    void WriteText(Utf8JsonWriter json, string member, CsvField? field, string[] cells)
    {
        if (Text(field, cells) is { } text)
        {
            json.WriteString(member, text);
        }
    }

    /// <summary>A number or boolean that is none stays a text, which whoever needs it to be one then refuses by its value.</summary>
    void Write(Utf8JsonWriter json, string member, CsvField? field, string[] cells)
    {
        if (Text(field, cells) is not { } text)
        {
            return;
        }
        if (field!.Type == "number" && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            json.WriteNumber(member, whole);
        }
        else if (field.Type == "number" && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            json.WriteNumber(member, number);
        }
        else if (field.Type == "boolean" && bool.TryParse(text, out var flag))
        {
            json.WriteBoolean(member, flag);
        }
        else
        {
            json.WriteString(member, text);
        }
    }

    void WriteEntities(Utf8JsonWriter json, string[] cells)
    {
        json.WriteStartArray("entities");
        foreach (var entity in mapping.Entities.Where(entity => Text(entity.Id, cells) is not null))
        {
            json.WriteStartObject();
            WriteText(json, "type", entity.Type, cells);
            WriteText(json, "id", entity.Id, cells);
            WriteText(json, "name", entity.Name, cells);
            WriteText(json, "role", entity.Role, cells);
            WriteText(json, "package", entity.Package, cells);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    void WriteParameters(Utf8JsonWriter json, string member, IEnumerable<(string Name, CsvField Field)> parameters, string[] cells)
    {
        json.WriteStartObject(member);
        foreach (var (name, field) in parameters)
        {
            Write(json, name, field, cells);
        }
        json.WriteEndObject();
    }
}
