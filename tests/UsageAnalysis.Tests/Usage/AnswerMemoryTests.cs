using NpgsqlTypes;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>What the answer cache takes of the memory, without a database.</summary>
public sealed class AnswerMemoryTests
{
    const long Cap = 1_000_000;

    [Fact]
    public async Task However_many_questions_are_asked_the_cap_holds_and_answers_are_still_remembered()
    {
        using var cache = new AnswerCache(new AnswerCacheOptions { MaxBytes = Cap });
        for (var question = 0; question < 2_000; question++)
        {
            await AskAsync(cache, question, rows: 1 + question % 50);
            Assert.InRange(cache.Bytes, 0, Cap);
        }
        // All of them would take about 10 MB.
        Assert.InRange(cache.Count, 20, 1_000);
    }

    [Fact]
    public async Task An_answer_that_would_push_out_most_others_is_not_kept()
    {
        using var cache = new AnswerCache(new AnswerCacheOptions { MaxBytes = Cap });
        await AskAsync(cache, 1, rows: 1_000);
        Assert.Equal(0, cache.Count);
        await AskAsync(cache, 2, rows: 400);
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public async Task A_newer_answer_takes_the_place_of_the_old_one()
    {
        using var cache = new AnswerCache(new AnswerCacheOptions { MaxBytes = Cap });
        await AskAsync(cache, 1, rows: 300, events: 1);
        var before = cache.Bytes;
        Assert.Equal(300, (await AskAsync(cache, 1, rows: 100, events: 1))[0].Rows.Count);
        Assert.Equal(100, (await AskAsync(cache, 1, rows: 100, events: 2))[0].Rows.Count);
        Assert.Equal(1, cache.Count);
        Assert.InRange(cache.Bytes, 1, before - 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public void The_size_of_an_answer_is_about_what_making_it_allocates(int rows)
    {
        _ = Answer(rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var answer = Answer(rows);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // Beside the answer, its place in the cache.
        Assert.InRange(AnswerSize.Of(answer), allocated * 0.9, allocated * 1.1 + 500);
    }

    [Fact]
    public void Statements_have_the_same_hash_only_with_the_same_text_and_values()
    {
        static SqlParameters Parameters(params object[] values)
        {
            var parameters = new SqlParameters();
            foreach (var value in values)
            {
                parameters.Add(value, value switch
                {
                    string[] => NpgsqlDbType.Array | NpgsqlDbType.Text,
                    long => NpgsqlDbType.Bigint,
                    int => NpgsqlDbType.Integer,
                    DateTime => NpgsqlDbType.TimestampTz,
                    _ => NpgsqlDbType.Text,
                });
            }
            return parameters;
        }

        (string Sql, object[] Values)[] statements =
        [
            ("select 1", []), ("select 2", []), ("select 1", [1]), ("select 1", [1L]), ("select 1", [2]), ("select 1", [1, 2]),
            ("select 1", ["a", "b"]), ("select 1", ["ab", ""]), ("select 1", [new[] { "a", "b" }]),
            ("select 1", [new[] { "a" }, new[] { "b" }]),
            ("select 1", [new[] { "ab" }]), ("select 1", [Array.Empty<string>()]), ("select 1", [DateTime.UnixEpoch]),
            ("select 1", [DateTime.UnixEpoch.AddMicroseconds(1)]),
        ];

        Assert.Equal(statements.Length, statements.Select(s => StatementHash.Of(s.Sql, Parameters(s.Values))).Distinct().Count());
        Assert.All(statements, s => Assert.Equal(
            StatementHash.Of(s.Sql, Parameters(s.Values)), StatementHash.Of(new string(s.Sql.AsSpan()), Parameters([.. s.Values]))));
    }

    [Fact]
    public void A_value_without_an_encoding_is_refused_by_its_type()
    {
        var parameters = new SqlParameters();
        parameters.Add(1.5m, NpgsqlDbType.Numeric);
        var refusal = Assert.Throws<ArgumentException>(() => StatementHash.Of("select $1", parameters));
        Assert.Contains("System.Decimal", refusal.Message, StringComparison.Ordinal);
    }

    static UsageResult[] Answer(int rows)
    {
        var list = new List<UsageRow>(rows);
        for (var i = 0; i < rows; i++)
        {
            list.Add(new UsageRow([new UsageKeyPart(i, null), new UsageKeyPart(null, new string('x', 12))], default(MeasureValues)));
        }
        return [new UsageResult(list, rows)];
    }

    static Task<UsageResult[]> AskAsync(AnswerCache cache, int question, int rows, long events = 0)
    {
        var parameters = new SqlParameters();
        parameters.Add(question, NpgsqlDbType.Integer);
        return cache.GetAsync(
            StatementHash.Of("select", parameters), new UsageVersion(events, 0), finished: true, _ => Task.FromResult(Answer(rows)), AnswerSize.Of,
            default);
    }
}
