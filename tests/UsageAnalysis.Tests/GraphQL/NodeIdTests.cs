using CsCheck;
using UsageAnalysis.GraphQL.Conventions;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

public sealed class NodeIdTests
{
    [Fact]
    public void Every_id_decodes_to_what_was_encoded() => Gen.Char['a', 'z'].Array[1, 20].Select(Gen.String[1, 80]).Sample((type, key) =>
    {
        if (key.Any(char.IsSurrogate)) return true;
        return NodeId.TryDecode(NodeId.Encode(new string(type), key), out var id) && id == new NodeId(new string(type), key);
    });

    [Fact]
    public void Any_text_decodes_or_not_without_failing() => Gen.String.Sample(text => NodeId.TryDecode(text, out _) || true);
}
