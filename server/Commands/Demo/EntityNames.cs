using System.Globalization;

namespace UsageAnalysis.Commands.Demo;

/// <summary>What people call their files, queries and projects.</summary>
static class EntityNames
{
    /// <summary>Research projects, the big ones first.</summary>
    public static readonly string[] Projects =
    [
        "BRAF", "KRAS G12C", "JAK2", "CDK4", "BTK", "NLRP3", "TYK2", "PCSK9", "EGFR T790M", "PARP1", "GLP-1", "LRRK2", "CFTR",
        "WEE1", "Sirius", "Orion", "Lynx",
    ];

    /// <summary>Where data comes from: name and kind of the data source.</summary>
    public static readonly string[] Connections =
    [
        "ELN", "Compound Registry", "Assay Warehouse", "ChEMBL", "Clinical", "LIMS", "Genomics Lake", "Sales Mart", "UniProt",
        "Instrument Archive", "S3 Sequencing", "Staging",
    ];

    static readonly string[] Topics =
    [
        "compounds", "dose response", "screening", "hits", "batches", "stability", "solubility", "PK", "toxicity", "plates",
        "purity", "expression", "variants", "antibodies", "yields", "adverse events",
    ];

    static readonly string[] Extensions = ["csv", "sdf", "xlsx", "csv", "parquet", "fasta", "pdb", "fcs", "txt"];
    static readonly string[] QueryEndings =
    [
        "by project", "of the last 30 days", "by operator", "above threshold", "without results", "by site", "overview",
        "by batch",
    ];
    static readonly string[] ProjectEndings =
    [
        "SAR", "weekly review", "hit list", "quality control", "comparison", "for the team meeting", "profile", "exploration",
    ];

    /// <summary>A name for a new object of this type.</summary>
    public static string Draw(string type, Dice dice)
    {
        var (project, topic) = (dice.Skewed(Projects, 2), dice.Skewed(Topics, 1.5));
        return type switch
        {
            "file" => string.Create(CultureInfo.InvariantCulture, $"{project}_{topic}_{dice.Index(400):D3}.{dice.Skewed(Extensions, 1.7)}")
                .Replace(' ', '-'),
            "query" => $"{Capital(topic)} {dice.Pick(QueryEndings)}",
            "project" => $"{project} {dice.Pick(ProjectEndings)}",
            "dashboard" => $"{project} {topic} dashboard",
            "connection" => $"{Capital(topic)} of {project}",
            _ => $"{project} {topic}",
        };
    }

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
