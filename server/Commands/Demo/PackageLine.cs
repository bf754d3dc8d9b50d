namespace UsageAnalysis.Commands.Demo;

/// <summary>How the popularity of a package goes through the story.</summary>
enum Trend
{
    /// <summary>As much at the end as at the beginning.</summary>
    Steady,

    /// <summary>From a few to many.</summary>
    Growing,

    /// <summary>From many to nearly none.</summary>
    Dying,

    /// <summary>Installed, never used.</summary>
    Unused,
}

/// <summary>One of the packages that the company has installed.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Category">Decides which departments are drawn to it.</param>
/// <param name="Weight">How much it is used within its category.</param>
/// <param name="Version">Major and minor version at the beginning of the story.</param>
/// <param name="Trend">How that changes.</param>
sealed record PackageLine(string Name, string Category, double Weight, string Version, Trend Trend = Trend.Steady)
{
    /// <summary>30 packages. What belongs to none is counted under Core, which is the platform itself.</summary>
    public static IReadOnlyList<PackageLine> All { get; } =
    [
        new("Core", "Platform", 10, "1.24"),
        new("Chem", "Chemistry", 10, "1.11"),
        new("MedChemRules", "Chemistry", 2, "0.9"),
        new("HitTriage", "Chemistry", 3, "1.2"),
        new("Docking", "Chemistry", 2.5, "1.4"),
        new("Retrosynthesis", "Chemistry", 6, "0.2", Trend.Growing),
        new("MolEditor", "Chemistry", 1.5, "2.0"),
        new("Admet", "Chemistry", 4, "1.1"),
        new("Bio", "Biology", 8, "2.15"),
        new("GenomeBrowser", "Biology", 2, "0.7"),
        new("SingleCell", "Biology", 2.5, "0.5"),
        new("FlowCytometry", "Biology", 1.5, "1.0"),
        new("PlateReader", "Biology", 5, "1.6"),
        new("CurveFit", "Biology", 6, "1.3"),
        new("Charts", "Visualization", 6, "1.5"),
        new("GridPlus", "Visualization", 4, "1.3"),
        new("NetworkView", "Visualization", 1, "0.8"),
        new("Maps", "Visualization", 0.6, "1.0"),
        new("Statistics", "Data science", 6, "1.8"),
        new("TimeSeries", "Data science", 2, "0.6"),
        new("AutoML", "Data science", 3, "0.4"),
        new("Notebooks", "Data science", 4, "1.1", Trend.Dying),
        new("SqlTools", "Data access", 8, "1.7"),
        new("FileFormats", "Data access", 4, "1.9"),
        new("ElnConnector", "Data access", 3, "1.2"),
        new("CompoundRegistry", "Data access", 5, "3.1"),
        new("ClinicalCase", "Clinical", 4, "0.9"),
        new("Chromatography", "Process", 4, "1.0"),
        new("SpectraViewer", "Process", 0, "0.3", Trend.Unused),
        new("TeamCalendar", "Platform", 0, "0.1", Trend.Unused),
    ];

    /// <summary>How much it is used at this point of the story, from 0 to 1.</summary>
    public double Popularity(double point) => Weight * Trend switch
    {
        Trend.Growing => 0.03 + 1 / (1 + Math.Exp(-10 * (point - 0.6))),
        Trend.Dying => Math.Exp(-5 * point),
        Trend.Unused => 0,
        _ => 1,
    };
}
