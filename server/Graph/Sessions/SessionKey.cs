using System.Globalization;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Sessions;

/// <summary>The key inside a session's node id: all of its primary key, so that finding it is one index look-up.</summary>
static class SessionKey
{
    /// <summary>The node id of a session.</summary>
    public static string Encode(int userId, Guid id) => NodeId.Encode("Session", FormattableString.Invariant($"{userId}:{id:D}"));

    /// <summary>Reads the key back; false when it is not one.</summary>
    public static bool TryParse(string key, out int userId, out Guid id)
    {
        (userId, id) = (0, Guid.Empty);
        return key.Split(':') is [var user, var session]
            && int.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out userId)
            && Guid.TryParseExact(session, "D", out id);
    }
}
