using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Data;

public sealed class CatalogTests : MigratedDatabaseTest
{
    static Catalog Diamond => new()
    {
        Users = [new("ann"), new("bob"), new("eve")],
        Groups =
        [
            new("Everybody") { Members = ["eve"] },
            new("Chemists") { Parents = ["Everybody"] },
            new("Modellers") { Parents = ["Everybody"], Members = ["bob"] },
            new("Computational") { Parents = ["Chemists", "Modellers"], Members = ["ann", "bob"] },
        ],
    };

    [Fact]
    public async Task A_member_of_a_group_counts_for_all_groups_above_it_once()
    {
        await SaveAsync(Diamond);

        Assert.Equal("Chemists: ann bob; Computational: ann bob; Everybody: ann bob eve; Modellers: ann bob", await ClosureAsync());
    }

    [Fact]
    public async Task A_relation_that_comes_later_takes_the_members_along()
    {
        await SaveAsync(new Catalog { Users = [new("ann")], Groups = [new("Inner") { Members = ["ann"] }, new("Outer")] });
        Assert.Equal("Inner: ann", await ClosureAsync());

        await SaveAsync(new Catalog { Groups = [new("Inner") { Parents = ["Outer"] }] });

        Assert.Equal("Inner: ann; Outer: ann", await ClosureAsync());
    }

    [Fact]
    public async Task Groups_that_would_contain_themselves_are_refused_by_name_and_nothing_is_saved()
    {
        await SaveAsync(Diamond);

        var refusal = await Assert.ThrowsAsync<CatalogException>(() => SaveAsync(new Catalog
        {
            Users = [new("zoe")],
            Groups = [new("Everybody") { Parents = ["Computational"] }],
        }));

        Assert.Contains("\"Chemists\" > \"Computational\" > \"Everybody\" > \"Chemists\"", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await ScalarAsync("select count(*) from users where login = 'zoe'"));
        Assert.Equal(4L, await ScalarAsync("select count(*) from group_relations"));
    }

    [Fact]
    public async Task A_group_that_is_its_own_parent_is_refused()
    {
        var loop = new Catalog { Groups = [new("Loop") { Parents = ["Loop"] }] };

        var refusal = await Assert.ThrowsAsync<CatalogException>(() => SaveAsync(loop));

        Assert.Contains("\"Loop\" > \"Loop\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_again_changes_no_row()
    {
        var catalog = Diamond with
        {
            Packages = [new("Chem", "Chemistry") { Versions = [new("1.0", DateTime.UnixEpoch), new("1.1")] }],
            Functions =
            [
                new("Chem", "draw") { Tags = ["chem", "render"], Inputs = [new("smiles", "string")], Outputs = [new("ok", "bool")] },
            ],
        };
        await SaveAsync(catalog);
        var before = await ScalarAsync(AllRows);

        await SaveAsync(catalog);

        Assert.Equal(before, await ScalarAsync(AllRows));
    }

    [Fact]
    public async Task A_function_is_stored_as_declared_and_renewed_when_declared_anew()
    {
        var function = new CatalogFunction("Chem", "draw")
        {
            Kind = "script", Description = "Draws", Tags = ["chem"], Inputs = [new("smiles", "string"), new("size", "int")],
        };
        await SaveAsync(new Catalog { Packages = [new("Chem", "Chemistry")], Functions = [function] });

        await SaveAsync(new Catalog { Packages = [new("Chem")], Functions = [function with { Description = "Draws well" }] });

        Assert.Equal(
            """Chem Chemistry script Draws well {chem} [{"name": "smiles", "type": "string"}, {"name": "size", "type": "int"}] []""",
            await ScalarAsync("""
                select concat_ws(' ', p.name, p.category, f.kind, f.description, f.tags, f.inputs, f.outputs)
                from functions f join packages p on p.id = f.package_id
                """));
    }

    [Fact]
    public async Task What_is_left_out_keeps_what_is_known()
    {
        var registered = new DateTime(2025, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        await SaveAsync(new Catalog { Users = [new("ann", "Ann Miller", registered)] });

        await SaveAsync(new Catalog { Users = [new("ann")] });

        Assert.Equal("Ann Miller", await ScalarAsync("select name from users where login = 'ann'"));
        Assert.Equal(registered, await ScalarAsync("select registered_at from users where login = 'ann'"));
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task What_is_repeated_or_unknown_is_refused_by_name(Catalog catalog, string name)
    {
        var refusal = await Assert.ThrowsAsync<CatalogException>(() => SaveAsync(catalog));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Catalog, string> Faulty => new()
    {
        { new Catalog { Users = [new("")] }, "user with the name \"\"" },
        { new Catalog { Users = [new("ann"), new("ann")] }, "user \"ann\" twice" },
        { new Catalog { Packages = [new("Chem") { Versions = [new("1.0"), new("1.0")] }] }, "version of \"Chem\" \"1.0\" twice" },
        { new Catalog { Groups = [new("Inner") { Parents = ["Outer"] }] }, "group \"Outer\"" },
        { new Catalog { Groups = [new("Inner") { Members = ["ann"] }] }, "user \"ann\"" },
        { new Catalog { Functions = [new("Chem", "draw")] }, "package \"Chem\"" },
    };

    // xmin is the transaction that wrote the row: it tells an untouched row from one that was written again.
    const string AllRows = """
        select string_agg(t, ',' order by t) from (
          select 'u' || xmin || login as t from users union all select 'g' || xmin || name from groups
          union all select 'r' || xmin || parent_id || ' ' || child_id from group_relations
          union all select 'm' || xmin || group_id || ' ' || user_id from group_members
          union all select 'c' || xmin || group_id || ' ' || user_id from group_users
          union all select 'p' || xmin || name from packages union all select 'v' || xmin || version from package_versions
          union all select 'f' || xmin || name from functions) rows (t)
        """;

    Task SaveAsync(Catalog catalog) => CatalogWriter.SaveAsync(DataSource, catalog, CancellationToken.None);

    async Task<string> ClosureAsync() => (string)(await ScalarAsync("""
        select string_agg(line, '; ' order by line) from (
          select g.name || ': ' || string_agg(u.login, ' ' order by u.login)
          from group_users gu join groups g on g.id = gu.group_id join users u on u.id = gu.user_id group by g.name) lines (line)
        """))!;
}
