using System.Text.Json;
using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Turns a scope as it was sent into one that can be asked: ranges into instants, names into ids.</summary>
public sealed class ScopeResolver(ScopeNames names, UsageReader reader, TimeProvider time)
{
    /// <summary>Resolves a scope.</summary>
    /// <exception cref="GraphQLRequestException">Quotes the value that makes no sense or names nothing.</exception>
    public async Task<UsageScope> ResolveAsync(UsageScopeInput input, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var zone = Zone(input.TimeZone ?? "UTC");
        var range = await RangeAsync(input.Range ?? new TimeRangeInput(TimeRangePreset.Last30Days), zone, now, ct);
        var previous = input switch
        {
            { CompareWith: { }, Compare: { } compare } => throw new GraphQLRequestException(
                $"A scope has either compare or compareWith; this one has both, compare being {NameOf(compare)}. Leave one out.",
                ScopeErrors.InvalidScope),
            { CompareWith: { } other } => await RangeAsync(other, zone, now, ct),
            _ => range.ComparedWith(input.Compare ?? Comparison.None, zone),
        };
        return new UsageScope(range, zone, previous, await FilterAsync(input, ct), now);
    }

    static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId
        ? zone
        : throw new GraphQLRequestException($"{Quoted.Text(id)} is not an IANA time zone. It looks like \"Europe/Berlin\" or \"UTC\".", ScopeErrors.InvalidScope);

    static string NameOf(Comparison comparison) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(comparison.ToString());

    async Task<TimeRange> RangeAsync(TimeRangeInput input, TimeZoneInfo zone, DateTime now, CancellationToken ct)
    {
        switch (input)
        {
            case { Preset: { } preset, From: null, To: null, Expression: null }:
                return preset.Resolve(now, zone, preset == TimeRangePreset.AllTime ? await reader.FirstEventAsync(ct) : null);
            case { Preset: null, From: { } from, To: { } to, Expression: null }:
                return ScopeErrors.Explained(new TimeRange(Instant(from), Instant(to)).Checked);
            case { Preset: null, From: null, To: null, Expression: { } text }:
                var expression = ScopeErrors.Explained(() => TimeExpression.Parse(text));
                var first = expression.NeedsFirstEvent ? await reader.FirstEventAsync(ct) : null;
                return ScopeErrors.Explained(() => expression.Resolve(now, zone, first));
            default:
                throw new GraphQLRequestException(
                    "A range is either {preset}, {expression} or {from, to}, both instants; this one is none of them.", ScopeErrors.InvalidScope);
        }
    }

    // The log keeps whole microseconds, so a finer bound would ask for more than the answer says.
    internal static DateTime Instant(DateTime time)
    {
        var utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    async Task<ScopeFilter> FilterAsync(UsageScopeInput input, CancellationToken ct) => new()
    {
        Groups = (await names.FindAsync(ScopeList.Groups, input.Groups, ct)).Ints(input.Groups),
        Users = (await names.FindAsync(ScopeList.Users, input.Users, ct)).Ints(input.Users),
        Packages = (await names.FindAsync(ScopeList.Packages, input.Packages, ct)).Ints(input.Packages),
        Categories = (await names.FindAsync(ScopeList.Categories, input.Categories, ct)).Texts(input.Categories),
        Functions = (await names.FindAsync(ScopeList.Functions, input.Functions, ct)).Ints(input.Functions),
        EventTypes = (await names.FindAsync(ScopeList.EventTypes, input.EventTypes, ct)).Ints(input.EventTypes),
        Entities = (await names.FindAsync(ScopeList.Entities, input.Entities, ct)).Ids(input.Entities),
        Errors = (await names.FindAsync(ScopeList.Errors, input.Errors, ct)).Ints(input.Errors),
        Sources = (await names.FindAsync(ScopeList.Sources, input.Sources, ct)).Texts(input.Sources),
        Tags = (await names.FindAsync(ScopeList.Tags, input.Tags, ct)).Texts(input.Tags),
        Sessions = await names.SessionsAsync(input.Sessions, ct),
        Anonymous = input.Anonymous,
        Runs = input.Runs,
        Selection = await new SelectionResolver(names).ResolveAsync(input, ct),
    };
}
