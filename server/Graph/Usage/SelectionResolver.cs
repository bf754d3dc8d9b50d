using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Turns a selection as it was sent into one that can be asked. The names in all its entries are looked up together.</summary>
sealed class SelectionResolver(ScopeNames names)
{
    const int MostEntries = 100;

    /// <summary>What a scope picks, of the versions that it names; null for no condition.</summary>
    /// <exception cref="GraphQLRequestException">Quotes the value that makes no sense or names nothing.</exception>
    public async Task<IReadOnlyList<ScopeBox>?> ResolveAsync(UsageScopeInput scope, CancellationToken ct)
    {
        var picked = await PickedAsync(scope, ct);
        return await names.VersionsAsync(scope.Versions, ct) is { } versions
            ? [.. (picked ?? [ScopeBox.Everything]).SelectMany(box => versions.Select(version => box.While(version)))]
            : picked;
    }

    async Task<IReadOnlyList<ScopeBox>?> PickedAsync(UsageScopeInput scope, CancellationToken ct)
    {
        if (scope.Selection is not { Count: > 0 } entries)
        {
            return null;
        }
        if (entries.Count > MostEntries)
        {
            throw Invalid($"scope.selection has {entries.Count} entries, but may have at most {MostEntries}.");
        }
        RequireNoComparison(scope, entries);
        Task<FoundNames> FindAsync(ScopeList list, Func<UsageSelectionInput, IReadOnlyList<string>?> member) => names.FindAsync(
            list with { Member = $"selection.{list.Member}" }, [.. entries.SelectMany(entry => member(entry) ?? []).Distinct()], ct);

        var packages = await FindAsync(ScopeList.Packages, entry => entry.Packages);
        var functions = await FindAsync(ScopeList.Functions, entry => entry.Functions);
        var users = await FindAsync(ScopeList.Users, entry => entry.Users);
        var groups = await FindAsync(ScopeList.Groups with { Member = "inGroups" }, entry => entry.InGroups);
        var sources = await FindAsync(ScopeList.Sources, entry => entry.Sources);
        ScopeBox[] boxes = [.. entries.Select((entry, i) => Box(entry, i, new ScopeFilter
        {
            Packages = packages.Ints(entry.Packages),
            Functions = functions.Ints(entry.Functions),
            Users = users.Ints(entry.Users),
            EachGroup = groups.Ints(entry.InGroups),
            Sources = sources.Texts(entry.Sources),
            Anonymous = entry.Anonymous,
            Runs = entry.Runs,
        }))];
        return boxes.Contains(ScopeBox.Everything) ? null : boxes;
    }

    static ScopeBox Box(UsageSelectionInput entry, int index, ScopeFilter filter)
    {
        DateTime? from = entry.From is { } first ? ScopeResolver.Instant(first) : null;
        DateTime? to = entry.To is { } end ? ScopeResolver.Instant(end) : null;
        return from >= to
            ? throw Invalid($"The times from {from:O} to {to:O} in scope.selection[{index}] are empty: to must be after from.")
            : new ScopeBox(from, to, filter);
    }

    static void RequireNoComparison(UsageScopeInput scope, IReadOnlyList<UsageSelectionInput> entries)
    {
        var compared = scope.CompareWith is not null ? "compareWith"
            : scope.Compare is not (null or Comparison.None) ? "compare"
            : null;
        if (compared is not null && entries.Any(entry => (entry.From ?? entry.To) is not null))
        {
            throw Invalid($"scope.selection picks times, and picked times have no counterpart in another range; leave out {compared}.");
        }
    }

    static GraphQLRequestException Invalid(string message) => new(message, ScopeErrors.InvalidScope);
}
