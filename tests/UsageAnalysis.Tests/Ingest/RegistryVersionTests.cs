using UsageAnalysis.Data;
using UsageAnalysis.Ingest;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>When events change more than the count of their own days, and only then, the writer says so.</summary>
public sealed class RegistryVersionTests : IngestTest
{
    static LoggedEvent By(string user, DateTime time, params string[] groups) =>
        new(Guid.NewGuid(), time, "usage", "run") { User = user, Groups = groups };

    [Fact]
    public async Task Ordinary_events_leave_the_one_row_that_all_writers_share_alone()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync([By("ann", Noon, "Chemists"), By("bob", Noon)], default);
        var row = await ScalarAsync("select xmin::text || ctid::text from registry_version");
        await writer.WriteAsync(
            [By("ann", Noon.AddDays(1), "Chemists"), By("bob", Noon.AddDays(-1)) with { User = null }, By("new", Noon)], default);
        await writer.WriteAsync([.. Enumerable.Range(1, 200).Select(minutes => By("ann", Noon.AddMinutes(minutes), "Chemists"))], default);
        Assert.Equal(row, await ScalarAsync("select xmin::text || ctid::text from registry_version"));
    }

    [Fact]
    public async Task A_new_member_counts_and_a_known_one_does_not()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync([By("ann", Noon)], default);
        await ChangesAsync(1, () => writer.WriteAsync([By("ann", Noon.AddHours(1), "Chemists", "Readers")], default));
        await ChangesAsync(0, () => writer.WriteAsync([By("ann", Noon.AddHours(2), "Readers")], default));
        await ChangesAsync(1, () => writer.WriteAsync([By("bob", Noon.AddHours(3), "Readers")], default));
    }

    [Fact]
    public async Task A_user_who_was_here_earlier_counts_unless_he_is_registered()
    {
        await using var writer = NewWriter();
        await writer.WriteAsync([By("ann", Noon), By("bob", Noon)], default);
        await ChangesAsync(1, () => writer.WriteAsync([By("ann", Noon.AddDays(-1)), By("bob", Noon.AddDays(1))], default));
        await ChangesAsync(0, () => writer.WriteAsync([By("ann", Noon.AddHours(-23))], default));
        var registered = new Catalog { Users = [new("ann", RegisteredAt: Noon.AddDays(-90))] };
        await ChangesAsync(1, () => CatalogWriter.SaveAsync(DataSource, registered, default));
        await ChangesAsync(0, () => CatalogWriter.SaveAsync(DataSource, registered, default));
        await ChangesAsync(0, () => writer.WriteAsync([By("ann", Noon.AddDays(-2))], default));
    }

    [Fact]
    public async Task Writers_that_all_tell_of_the_same_members_and_earlier_times_do_not_stop_each_other()
    {
        await using var one = NewWriter(new IngestOptions { MaxAttempts = 1 });
        await using var other = NewWriter(new IngestOptions { MaxAttempts = 1 });
        string[] users = [.. Enumerable.Range(0, 20).Select(i => $"user-{i:00}")];
        string[] groups = ["a", "b", "c"];
        await one.WriteAsync([.. users.Select(user => By(user, Noon, "start"))], default);
        await CatalogWriter.SaveAsync(DataSource, new Catalog { Groups = [.. groups.Select(name => new CatalogGroup(name))] }, default);
        await other.WriteAsync([.. users.Select(user => By(user, Noon))], default);
        var before = await NumberAsync("select version from registry_version");
        async Task<int> TellAsync(EventWriter writer, int step)
        {
            var outcomes = await writer.WriteAsync(
                [.. users.Select((user, i) => By(user, Noon.AddMinutes(-step - i), groups[(step + i) % 3]))], default);
            return outcomes.Count(outcome => outcome.Status == RecordStatus.Stored);
        }
        for (var step = 1; step < 30; step++)
        {
            var stored = await Task.WhenAll(TellAsync(one, step), TellAsync(other, step));
            Assert.Equal([20, 20], stored);
        }
        Assert.InRange(await NumberAsync("select version from registry_version"), before + 29, before + 58);
        Assert.Empty(await DifferencesAsync());
        Assert.Equal(60 + 20, await CountAsync("group_users"));
    }

    async Task ChangesAsync(int by, Func<Task> what)
    {
        var before = await NumberAsync("select version from registry_version");
        await what();
        Assert.Equal(before + by, await NumberAsync("select version from registry_version"));
    }
}
