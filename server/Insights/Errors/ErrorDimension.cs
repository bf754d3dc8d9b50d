namespace UsageAnalysis.Insights.Errors;

/// <summary>What errors are grouped by.</summary>
public enum ErrorDimension
{
    /// <summary>What makes two errors the same.</summary>
    Signature,

    /// <summary>Package that the event is attributed to.</summary>
    Package,

    /// <summary>Function that ran; events without one have none.</summary>
    Function,

    /// <summary>
    /// The version of the event's package that was the latest one published when the event happened: "since Chem 1.12.0" means since that
    /// was published. The registry tells when; where it knows no version published before, there is none.
    /// </summary>
    Version,

    /// <summary>User; anonymous events have none.</summary>
    User,

    /// <summary>Group: each that the user is in now, directly or nested. One event counts in all of them.</summary>
    Group,

    /// <summary>Source of the event.</summary>
    Source,
}
