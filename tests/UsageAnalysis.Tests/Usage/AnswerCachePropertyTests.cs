using CsCheck;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Whatever happens in between, an answer from memory is the answer of the database.</summary>
public sealed class AnswerCachePropertyTests(AnswerCachePropertyTests.Growing app) : IClassFixture<AnswerCachePropertyTests.Growing>
{
    /// <summary>A server to which enough has happened that every question knows the names it is about.</summary>
    public sealed class Growing : UsageApp
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
        {
            ["GraphQL:Limits:MaxFieldCost"] = "1000000000", ["GraphQL:Limits:MaxTypeCost"] = "1000000000",
            ["GraphQL:Limits:MaxValues"] = "1000000000",
        };

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await CatalogWriter.SaveAsync(DataSource, World.Catalog, CancellationToken.None);
            await LogAsync([.. World.Of(200).Single(_ => true, seed: Seed).Happenings.Select(h => h.Wire())]);
        }
    }

    const string Seed = "0000LSp8XDZ7";

    // Few questions, so that each is asked again and again.
    static readonly Question[] Asked = Questions.Any.Array[6].Single(_ => true, seed: Seed);

    [Fact]
    public async Task An_answer_from_memory_is_that_of_the_database()
    {
        int asked = 0, remembered = 0;
        await Gen.Select(World.Of(3), World.AnyOf([0, 1, 3]), Gen.Int[0, 20], World.AnyOf(Asked)).SampleAsync(async (world, events, change, question) =>
        {
            if (events > 0)
            {
                await app.LogAsync([.. world.Happenings.Take(events).Select(h => h.Wire())]);
            }
            if (change == 0)
            {
                await ChangeRegistryAsync(world);
            }
            var (document, variables) = question.Ask();
            var (answer, log) = await SqlLog.OfAsync(() => app.AskAsync(document, variables));
            var (truth, statements) = await SqlLog.OfAsync(() => app.AskAsync(document, variables, cacheControl: "no-cache"));
            Assert.Equal(truth.GetRawText(), answer.GetRawText());
            asked += Aggregates(statements);
            remembered += Aggregates(statements) - Aggregates(log);
        }, iter: 120, threads: 1);
        Assert.InRange(remembered, asked / 20, asked * 19 / 20);
    }

    // Somebody joins a group, and a function becomes something else.
    Task ChangeRegistryAsync(World world) => CatalogWriter.SaveAsync(app.DataSource, new Catalog
    {
        Groups = [new("Guests") { Members = [World.Users.OfType<string>().ElementAt(world.Happenings[0].Id.ToByteArray()[0] % 2)] }],
        Functions = [new("Chem", "dock") { Kind = $"kind {world.Happenings[0].Id.ToByteArray()[1] % 3}" }],
    }, CancellationToken.None);

    static int Aggregates(IEnumerable<string> log) => log.Count(sql => sql.StartsWith("-- Usage", StringComparison.Ordinal));
}
