using System.Globalization;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Events;

/// <summary>The key inside an event's node id: all of its primary key, so that finding it is one index look-up in one partition.</summary>
static class EventKey
{
    /// <summary>The node id of an event.</summary>
    public static string Encode(Event e) => NodeId.Encode("Event", FormattableString.Invariant($"{e.UserId}:{e.Time.Ticks}:{e.Id:D}"));

    /// <summary>Reads the key back; false when it is not one.</summary>
    public static bool TryParse(string key, out int userId, out DateTime time, out Guid id)
    {
        (userId, time, id) = (0, DateTime.UnixEpoch, Guid.Empty);
        if (key.Split(':') is not [var user, var ticks, var own]
            || !int.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out userId)
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(own, "D", out id))
        {
            return false;
        }
        time = new DateTime(count, DateTimeKind.Utc);
        return true;
    }
}
