using CsCheck;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest;
using Xunit;

namespace UsageAnalysis.Tests.Ingest;

public sealed class AnnouncementTests
{
    static readonly Gen<EventIdentity> Identities = Gen.Select(
        Gen.Int.NonNegative, Gen.DateTime, Gen.Guid,
        (user, time, id) => new EventIdentity(user, DateTime.SpecifyKind(time, DateTimeKind.Utc), id));

    [Fact]
    public void Whatever_is_packed_is_unpacked_and_fits_a_notification() => Identities.Array[0, 700].Sample(events =>
    {
        var payloads = Announcement.Pack(events).ToList();
        Assert.All(payloads, payload => Assert.InRange(payload.Length, 1, 7_999));
        Assert.Equal((events.Length + 213) / 214, payloads.Count);
        Assert.Equal(events, payloads.SelectMany(payload => Announcement.Unpack(payload)!));
    }, iter: 200);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    [InlineData("//////////////////////////////////////==")]
    public void What_was_not_packed_is_not_unpacked(string payload) => Assert.Null(Announcement.Unpack(payload));
}
