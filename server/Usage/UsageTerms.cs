using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>What terms are made of.</summary>
public static class UsageTerms
{
    /// <summary>The measures that must be computed for a term.</summary>
    public static MeasureSet Measures(this UsageTerm term) => term switch
    {
        UsageTerm.Events => MeasureSet.Events,
        UsageTerm.Users => MeasureSet.Users,
        UsageTerm.NewUsers => MeasureSet.NewUsers,
        UsageTerm.Sessions => MeasureSet.Sessions,
        UsageTerm.Errors => MeasureSet.Errors,
        UsageTerm.ErrorRate => MeasureSet.Events | MeasureSet.Errors,
        UsageTerm.MeanDurationMs or UsageTerm.MaxDurationMs => MeasureSet.Duration,
        _ => MeasureSet.None,
    };
}
