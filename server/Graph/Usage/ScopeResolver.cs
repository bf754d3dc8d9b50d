using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Turns a scope as it was sent into one that can be asked: ranges into instants, names into ids.</summary>
public sealed class ScopeResolver(ScopeNames names, UsageReader reader, TimeProvider time)
{
    static readonly DateTime Earliest = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    static readonly DateTime Latest = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Resolves a scope.</summary>
    /// <exception cref="GraphQLRequestException">Quotes the value that makes no sense or names nothing.</exception>
    public async Task<UsageScope> ResolveAsync(UsageScopeInput input, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var zone = Zone(input.TimeZone ?? "UTC");
        var range = await RangeAsync(input.Range ?? new TimeRangeInput(TimeRangePreset.Last30Days), zone, now, ct);
        return new UsageScope(range, zone, range.ComparedWith(input.Compare ?? Comparison.None, zone), await FilterAsync(input, ct), now);
    }

    static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId
        ? zone
        : throw new GraphQLRequestException($"{Quoted.Text(id)} is not an IANA time zone. It looks like \"Europe/Berlin\" or \"UTC\".", ScopeErrors.InvalidScope);

    async Task<TimeRange> RangeAsync(TimeRangeInput input, TimeZoneInfo zone, DateTime now, CancellationToken ct)
    {
        switch (input)
        {
            case { Preset: { } preset, From: null, To: null }:
                return preset.Resolve(now, zone, preset == TimeRangePreset.AllTime ? await reader.FirstEventAsync(ct) : null);
            case { Preset: null, From: { } from, To: { } to }:
                return Checked(new TimeRange(Instant(from), Instant(to)));
            default:
                throw new GraphQLRequestException("A range is either {preset} or {from, to}, both instants; this one is neither.", ScopeErrors.InvalidScope);
        }
    }

    // The log keeps whole microseconds, so a finer bound would ask for more than the answer says.
    static DateTime Instant(DateTime time)
    {
        var utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    static TimeRange Checked(TimeRange range) => range switch
    {
        _ when range.From >= range.To => throw new GraphQLRequestException(
            $"The range from {range.From:O} to {range.To:O} is empty: to must be after from.", ScopeErrors.InvalidScope),
        _ when range.From < Earliest || range.To > Latest => throw new GraphQLRequestException(
            $"The range from {range.From:O} to {range.To:O} reaches beyond {Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}.", ScopeErrors.InvalidScope),
        _ => range,
    };

    async Task<ScopeFilter> FilterAsync(UsageScopeInput input, CancellationToken ct) => new()
    {
        Groups = Ints(await names.IdsAsync(ScopeList.Groups, input.Groups, ct)),
        Users = Ints(await names.IdsAsync(ScopeList.Users, input.Users, ct)),
        Packages = Ints(await names.IdsAsync(ScopeList.Packages, input.Packages, ct)),
        Functions = Ints(await names.IdsAsync(ScopeList.Functions, input.Functions, ct)),
        EventTypes = Ints(await names.IdsAsync(ScopeList.EventTypes, input.EventTypes, ct)),
        Entities = await names.IdsAsync(ScopeList.Entities, input.Entities, ct),
        Errors = Ints(await names.IdsAsync(ScopeList.Errors, input.Errors, ct)),
        Sources = await names.TextsAsync(ScopeList.Sources, input.Sources, ct),
        Tags = await names.TextsAsync(ScopeList.Tags, input.Tags, ct),
        Sessions = await names.SessionsAsync(input.Sessions, ct),
    };

    static IReadOnlyList<int>? Ints(IReadOnlyList<long>? ids) => ids is null ? null : [.. ids.Select(id => checked((int)id))];
}
