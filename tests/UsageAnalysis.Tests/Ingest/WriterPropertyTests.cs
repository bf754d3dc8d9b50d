using CsCheck;
using UsageAnalysis.Ingest;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class WriterPropertyTests : IngestTest
{
    /// <summary>Few ids, users, times and sessions, so that batches collide in every way.</summary>
    static readonly Gen<LoggedEvent> AnyEvent =
        from id in Gen.Int[1, 60]
        from minutes in Gen.Int[0, 3].Select(i => new[] { -7, 0, 15, 45_000 }[i])
        from user in Gen.Int[0, 4]
        from session in Gen.Int[0, 3]
        from error in Gen.Int[0, 5]
        from duration in Gen.Long[0, 5_000_000]
        from entity in Gen.Int[0, 4]
        select new LoggedEvent(Uuid(id), Noon.AddMinutes(minutes), error == 1 ? "error" : "usage", id % 5 == 0 ? "menu click" : $"type-{id % 3}")
        {
            User = user == 0 ? null : $"user-{user}",
            Session = session == 0 ? null : Uuid(900 + session),
            Groups = user % 2 == 0 ? ["even", "all"] : ["all"],
            Error = error == 2 ? new LoggedError($"failure {id}", Type: $"Type{id % 2}") : null,
            // Longer than a path may be, where it has many letters of two bytes.
            Description = id % 4 == 0 ? null : $"Open {id} of {id % 7}{new string('é', id == 35 ? 250 : 3)}",
            DurationUs = duration % 3 == 0 ? null : duration,
            Entities = entity == 0 ? [] : [new LoggedEntity("file", $"f-{entity}", "file", Package: entity == 4 ? "Files" : null)],
        };

    [Fact]
    public async Task Rollups_equal_the_raw_events_whatever_is_sent_how_often_and_in_which_order()
    {
        await using var one = NewWriter();
        await using var other = NewWriter(new IngestOptions { RememberedNames = 3 });
        var sent = new HashSet<(string?, DateTime, Guid)>();
        await AnyEvent.Array[0, 40].Array[1, 4].SampleAsync(async batches =>
        {
            var stored = 0;
            var known = sent.Count;
            foreach (var (i, batch) in batches.Index())
            {
                var outcomes = await (i % 2 == 0 ? one : other).WriteAsync(batch, default);
                stored += outcomes.Count(outcome => outcome.Status == RecordStatus.Stored);
                sent.UnionWith(batch.Select(e => (e.User, e.Time, e.Id)));
            }
            var replay = await other.WriteAsync([.. batches.SelectMany(batch => batch).Reverse()], default);
            Assert.All(replay, outcome => Assert.Equal(RecordStatus.Duplicate, outcome.Status));
            Assert.Equal(sent.Count - known, stored);
            Assert.Equal(sent.Count, await CountAsync("events"));
            Assert.Empty(await DifferencesAsync());
        }, iter: 60, threads: 1);
    }
}
