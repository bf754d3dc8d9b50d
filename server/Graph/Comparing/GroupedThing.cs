using UsageAnalysis.Analytics;

namespace UsageAnalysis.Graph.Comparing;

/// <summary>What groups are compared by.</summary>
public enum GroupedThing
{
    /// <summary>Packages.</summary>
    Package,

    /// <summary>Functions that ran.</summary>
    Function,

    /// <summary>Sources of events.</summary>
    Source,
}

/// <summary>The dimensions of the things.</summary>
static class GroupedThings
{
    /// <summary>The dimension.</summary>
    public static UsageDimension Dimension(this GroupedThing thing) => thing switch
    {
        GroupedThing.Package => UsageDimension.Package,
        GroupedThing.Function => UsageDimension.Function,
        GroupedThing.Source => UsageDimension.Source,
        _ => throw new ArgumentOutOfRangeException(nameof(thing), thing, "Not a thing that groups are compared by."),
    };
}
