namespace UsageAnalysis.Commands.Demo;

/// <summary>A group of the company, with what its people are drawn to.</summary>
/// <param name="Name">Name of the group.</param>
/// <param name="Parents">Groups that contain it; several make a diamond.</param>
/// <param name="Heads">How many people are its direct members.</param>
/// <param name="Interests">Package categories, the dearest first.</param>
public sealed record Department(string Name, string[] Parents, int Heads, string[] Interests)
{
    /// <summary>15 groups, nested, with 200 people.</summary>
    public static IReadOnlyList<Department> All { get; } =
    [
        new("All Employees", [], 0, []),
        new("Research", ["All Employees"], 2, ["Chemistry", "Biology", "Visualization"]),
        new("Chemists", ["Research"], 8, ["Chemistry", "Data access", "Visualization"]),
        new("Medicinal Chemists", ["Chemists"], 36, ["Chemistry", "Data access", "Visualization"]),
        new("Computational Chemists", ["Chemists", "Data Science"], 16, ["Chemistry", "Data science", "Data access"]),
        new("Biologists", ["Research"], 8, ["Biology", "Data access", "Visualization"]),
        new("Genomics", ["Biologists"], 18, ["Biology", "Data science", "Data access"]),
        new("Assay Scientists", ["Biologists"], 28, ["Biology", "Data access", "Visualization"]),
        new("Toxicology", ["Research"], 14, ["Chemistry", "Biology", "Data science"]),
        new("Data Science", ["All Employees"], 22, ["Data science", "Data access", "Visualization"]),
        new("Clinical", ["All Employees"], 16, ["Clinical", "Data science", "Visualization"]),
        new("Process Development", ["All Employees"], 14, ["Process", "Chemistry", "Data access"]),
        new("IT", ["All Employees"], 6, ["Platform", "Data access"]),
        new("Administrators", ["IT"], 4, ["Platform", "Data access"]),
        new("Platform Developers", ["IT", "Data Science"], 8, ["Platform", "Data access", "Data science"]),
    ];

    /// <summary>How much the department is drawn to packages of this category.</summary>
    public double Interest(string category) => Array.IndexOf(Interests, category) switch
    {
        0 => 8,
        1 => 3,
        2 => 2,
        _ => category == "Platform" ? 1.5 : 0.15,
    };
}
