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
    static readonly Question[] Asked = Questions.Any.Array[8].Single(_ => true, seed: Seed);

    [Fact]
    public async Task An_answer_from_memory_is_that_of_the_database()
    {
        int asked = 0, remembered = 0;
        var steps = Gen.Select(World.Of(3), World.AnyOf([0, 1, 3]), Gen.Int[0, 3], World.AnyOf(Asked));
        await steps.SampleAsync(async (world, events, change, question) =>
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

    // Somebody joins a group, registers, and packages and functions become something else; no word is lost that a question may name.
    Task<CatalogChanges> ChangeRegistryAsync(World world)
    {
        var dice = world.Happenings[0].Id.ToByteArray();
        var user = World.Users.OfType<string>().ElementAt(dice[0] % 5);
        return CatalogWriter.SaveAsync(app.DataSource, new Catalog
        {
            Users = [new(user, RegisteredAt: world.Happenings[0].Time)],
            Groups = [new(World.Catalog.Groups[dice[1] % World.Catalog.Groups.Count].Name) { Members = [user] }],
            Packages = [new("Chem"), new("Files", dice[5] % 2 == 0 ? "Chemistry" : "Biology")],
            Functions =
            [
                new("Chem", "dock") { Kind = $"kind {dice[2] % 3}", Tags = dice[3] % 2 == 0 ? ["chem"] : ["render"] },
                new("Chem", "draw") { Kind = $"kind {dice[4] % 3}", Tags = ["chem", "render"] },
            ],
        }, CancellationToken.None);
    }

    static int Aggregates(IEnumerable<string> log) => log.Count(sql => sql.StartsWith("-- Usage", StringComparison.Ordinal));
}
