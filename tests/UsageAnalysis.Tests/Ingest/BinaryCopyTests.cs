using System.Text;
using Npgsql;
using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>What PostgreSQL reads of rows that were written as bytes.</summary>
public sealed class BinaryCopyTests : MigratedDatabaseTest
{
    static readonly string[] Columns = ["n", "big", "yes", "at", "id", "words", "doc", "bigs", "texts"];

    static readonly Row Empty = new(0, null, null, DateTime.UnixEpoch, null, null, null, [], []);

    static readonly Row[] Rows =
    [
        Empty,
        new(
            int.MinValue, long.MinValue, false, new DateTime(1971, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            new Guid("00112233-4455-6677-8899-aabbccddeeff"), "", "{}", [long.MaxValue], [""]),
        new(
            int.MaxValue, long.MaxValue, true, new DateTime(2026, 11, 26, 23, 59, 59, DateTimeKind.Utc).AddTicks(9_999_990),
            new Guid("ffffffff-ffff-4fff-bfff-ffffffffffff"), "naïve \t\"€\" 𝄞\\N", """{"a": [1.50, null, "ü"]}""", [0, -1, 7],
            ["ä", "b,{}", "NULL"]),
    ];

    sealed record Row(
        int Number, long? Big, bool? Yes, DateTime At, Guid? Id, string? Words, string? Json, long[] Bigs, string[] Texts);

    [Fact]
    public async Task Every_kind_of_value_arrives_as_it_was_the_extremes_and_the_missing_too()
    {
        await using var connection = await TableAsync();
        await using (var copy = await BinaryCopy.BeginAsync(connection, "kinds", Columns, default))
        {
            foreach (var row in Rows) Write(copy, row);
            await copy.CompleteAsync(default);
        }

        var read = await ReadAsync(connection);

        Assert.Equal(Rows.OrderBy(row => row.Number).Select(Text), read.Select(Text));
    }

    [Fact]
    public async Task Rows_beyond_what_is_sent_at_once_arrive_whole()
    {
        await using var connection = await TableAsync();
        Row[] many = [.. Enumerable.Range(0, 5_000).Select(i => Empty with { Number = i, Words = new string('x', i % 200) })];
        await using (var copy = await BinaryCopy.BeginAsync(connection, "kinds", Columns, default))
        {
            foreach (var row in many)
            {
                Write(copy, row);
                await copy.FlushAsync(default);
            }
            Write(copy, Empty with { Number = 5_000, Words = new string('y', 300_000) });
            await copy.CompleteAsync(default);
        }

        var read = await ReadAsync(connection);

        Assert.Equal(many.Select(Text), read.Take(5_000).Select(Text));
        Assert.Equal(300_000, Assert.Single(read.Skip(5_000)).Words!.Length);
    }

    [Fact]
    public async Task What_is_not_completed_leaves_nothing_and_the_connection_goes_on()
    {
        await using var connection = await TableAsync();
        await Assert.ThrowsAsync<EncoderFallbackException>(async () =>
        {
            await using var copy = await BinaryCopy.BeginAsync(connection, "kinds", Columns, default);
            for (var i = 0; i < 3_000; i++)
            {
                Write(copy, Empty with { Words = "sent already" });
                await copy.FlushAsync(default);
            }
            Write(copy, Empty with { Words = "half a pair \ud834" });
        });

        Assert.Empty(await ReadAsync(connection));
    }

    [Fact]
    public async Task A_row_that_the_table_refuses_is_said_when_it_is_completed()
    {
        await using var connection = await TableAsync();
        await using (var unique = new NpgsqlCommand("create unique index on kinds (n)", connection)) await unique.ExecuteNonQueryAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var copy = await BinaryCopy.BeginAsync(connection, "kinds", Columns, default);
            Write(copy, Empty);
            Write(copy, Empty);
            await copy.CompleteAsync(default);
        });

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refusal.SqlState);
        Assert.Empty(await ReadAsync(connection));
    }

    async Task<NpgsqlConnection> TableAsync()
    {
        var connection = await DataSource.OpenConnectionAsync();
        await using var create = new NpgsqlCommand(
            """
            create temp table kinds (
              n int, big bigint, yes boolean, at timestamptz, id uuid, words text, doc jsonb, bigs bigint[], texts text[])
            """, connection);
        await create.ExecuteNonQueryAsync();
        return connection;
    }

    static void Write(BinaryCopy copy, Row row)
    {
        copy.StartRow();
        copy.Write(row.Number);
        copy.Write(row.Big);
        copy.Write(row.Yes);
        copy.Write(row.At);
        copy.Write(row.Id);
        copy.Write(row.Words);
        copy.WriteJson(row.Json);
        copy.Write(row.Bigs);
        copy.Write(row.Texts);
    }

    static async Task<List<Row>> ReadAsync(NpgsqlConnection connection)
    {
        await using var select = new NpgsqlCommand("select * from kinds order by n", connection);
        await using var reader = await select.ExecuteReaderAsync();
        var rows = new List<Row>();
        T? Class<T>(int i) where T : class => reader.IsDBNull(i) ? null : reader.GetFieldValue<T>(i);
        T? Value<T>(int i) where T : struct => reader.IsDBNull(i) ? null : reader.GetFieldValue<T>(i);
        while (await reader.ReadAsync())
        {
            rows.Add(new Row(
                reader.GetInt32(0), Value<long>(1), Value<bool>(2), reader.GetDateTime(3), Value<Guid>(4), Class<string>(5), Class<string>(6),
                Class<long[]>(7) ?? [], Class<string[]>(8) ?? []));
        }
        return rows;
    }

    static string Text(Row row) =>
        $"{row} {row.At:O} [{string.Join("; ", row.Bigs)}] [{string.Join("; ", row.Texts)}]"
            .Replace(row.Bigs.ToString()!, "", StringComparison.Ordinal).Replace(row.Texts.ToString()!, "", StringComparison.Ordinal);
}
