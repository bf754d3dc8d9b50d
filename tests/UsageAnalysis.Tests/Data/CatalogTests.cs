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
    public async Task A_group_that_tells_its_members_or_parents_has_exactly_these_and_others_keep_theirs()
    {
        await SaveAsync(Diamond);

        var changes = await SaveAsync(new Catalog
        {
            Groups = [new("Computational") { Members = ["ann", "eve"] }, new("Modellers") { Parents = [] }, new("Chemists")],
        });

        Assert.Equal("Chemists: ann eve; Computational: ann eve; Everybody: ann eve; Modellers: ann bob eve", await ClosureAsync());
        Assert.Equal(new CatalogCount(1, 0, 1), changes.Memberships);
        Assert.Equal(new CatalogCount(0, 0, 1), changes.Relations);
    }

    [Fact]
    public async Task What_was_added_and_changed_is_counted_and_whoever_remembers_answers_is_told()
    {
        var catalog = Diamond with
        {
            Packages = [new("Chem") { Versions = [new("1.0")] }], Functions = [new("Chem", "draw")],
            Entities = [new("query", "q-1", Package: "Chem"), new("file", "f-1")],
        };
        var first = await SaveAsync(catalog);
        Assert.Equal([3, 4, 4, 4, 1, 1, 1, 2], first.All.Select(kind => kind.Count.Added));
        var version = await ScalarAsync("select version from registry_version");

        Assert.All((await SaveAsync(catalog)).All, kind => Assert.Equal(default, kind.Count));
        Assert.Equal(version, await ScalarAsync("select version from registry_version"));

        var renewed = await SaveAsync(new Catalog
        {
            Users = [new("ann", "Ann Miller"), new("zoe")], Entities = [new("query", "q-1", "hits")],
            Packages = [new("Chem") { Versions = [new("1.0", DateTime.UnixEpoch), new("2.0")] }],
        });
        Assert.Equal((new CatalogCount(1, 1), new CatalogCount(1, 1), new CatalogCount(0, 1)), (renewed.Users, renewed.Versions, renewed.Entities));
        Assert.NotEqual(version, await ScalarAsync("select version from registry_version"));
        Assert.Equal("file f-1 f-1, query q-1 hits Chem", await ScalarAsync("""
            select string_agg(concat_ws(' ', e.type, e.key, e.name, p.name), ', ' order by e.key)
            from entities e left join packages p on p.id = e.package_id
            """));
    }

    [Fact]
    public async Task What_a_function_leaves_out_keeps_what_is_known()
    {
        await SaveAsync(new Catalog
        {
            Users = [new("ann")], Packages = [new("Chem")],
            Functions = [new("Chem", "draw") { Kind = "script", Description = "Draws", Tags = ["chem"], Author = "ann", Outputs = [new("ok", "bool")] }],
        });
        await SaveAsync(new Catalog { Functions = [new("Chem", "draw") { Inputs = [new("smiles", "string")] }] });

        Assert.Equal(
            """script Draws {chem} [{"name": "smiles", "type": "string"}] [{"name": "ok", "type": "bool"}] ann""",
            await ScalarAsync("select concat_ws(' ', kind, description, tags, inputs, outputs, login) from functions f join users u on u.id = f.author_id"));
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
        { new Catalog { Entities = [new("file", "f", Package: "Chem")] }, "package \"Chem\"" },
        { new Catalog { Entities = [new("file", "f"), new("file", "f")] }, "object \"file:f\" twice" },
        { new Catalog { Users = [new(new string('a', 201))] }, "too long" },
        { new Catalog { Users = [new("ann", "A\0nn")] }, "cannot be stored" },
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

    Task<CatalogChanges> SaveAsync(Catalog catalog) => CatalogWriter.SaveAsync(DataSource, catalog, CancellationToken.None);

    async Task<string> ClosureAsync() => (string)(await ScalarAsync("""
        select string_agg(line, '; ' order by line) from (
          select g.name || ': ' || string_agg(u.login, ' ' order by u.login)
          from group_users gu join groups g on g.id = gu.group_id join users u on u.id = gu.user_id group by g.name) lines (line)
        """))!;
}
