using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using nietras.SeparatedValues;

namespace UsageAnalysis.Ingest.Csv;

/// <summary>Reads the rows of a CSV file (RFC 4180: quotes, doubled quotes, line ends in quotes) as records of the wire format.</summary>
public sealed class CsvRecords
{
    readonly CsvMapping mapping;
    readonly CsvTimes times;

    /// <exception cref="CsvMappingException">The mapping makes no sense.</exception>
    public CsvRecords(CsvMapping mapping)
    {
        this.mapping = mapping;
        times = new CsvTimes(mapping.Time);
        if (mapping.Separator is { Length: not 1 })
        {
            throw new CsvMappingException($"separator \"{mapping.Separator}\" must be one character.");
        }
    }

    /// <summary>The records of a file.</summary>
    /// <exception cref="CsvMappingException">The mapping names a column that the file does not have.</exception>
    internal async IAsyncEnumerable<WireRecord> ReadAsync(PipeReader file, [EnumeratorCancellation] CancellationToken ct)
    {
        using var text = new StreamReader(file.AsStream(leaveOpen: true), Encoding(), detectEncodingFromByteOrderMarks: true);
        var separator = mapping.Separator is { } given ? Sep.New(given[0]) : (Sep?)null;
        using var reader = await Sep.Reader(options => options with { Sep = separator, Unescape = true, DisableColCountCheck = true })
            .FromAsync(text, ct);
        var columns = new CsvColumns(mapping, reader.Header.ColNames);
        var position = 0;
        await foreach (var row in reader)
        {
            ct.ThrowIfCancellationRequested();
            yield return Read(row, columns, position++);
        }
    }

    WireRecord Read(SepReader.Row row, CsvColumns columns, int position)
    {
        var line = row.LineNumberFrom;
        if (row.ColCount != columns.Count)
        {
            return new WireRecord(position, line, null,
                $"the row has {row.ColCount} columns, and the header {columns.Count}: quote cells that hold the separator");
        }
        var cells = new string[row.ColCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = row[i].ToString();
        }
        var (time, problem) = times.Read(cells[columns.Time].Trim());
        return time is null
            ? new WireRecord(position, line, null, problem)
            : new WireRecord(position, line, JsonElement.Parse(columns.Write(cells, time).Span), null);
    }

    Encoding Encoding()
    {
        try
        {
            return mapping.Encoding is { } name ? System.Text.Encoding.GetEncoding(name) : System.Text.Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            throw new CsvMappingException($"encoding \"{mapping.Encoding}\" is not known here: use utf-8, utf-16 or latin1.");
        }
    }
}
