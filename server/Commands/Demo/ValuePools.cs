using System.Globalization;

namespace UsageAnalysis.Commands.Demo;

/// <summary>Values of which there are many: a few are used all the time, most once or twice.</summary>
static class ValuePools
{
    static readonly string[] Smiles =
    [
        "CC(=O)Oc1ccccc1C(=O)O", "CN1C=NC2=C1C(=O)N(C(=O)N2C)C", "CC(C)Cc1ccc(cc1)C(C)C(=O)O", "CC(=O)Nc1ccc(O)cc1", "c1ccccc1", "CCO",
        "COc1cc2ncnc(Nc3ccc(F)c(Cl)c3)c2cc1OCCCN1CCOCC1", "Cc1ccc(cc1Nc1nccc(n1)-c1cccnc1)NC(=O)c1ccc(CN2CCN(C)CC2)cc1",
        "CN(C)CCCN1c2ccccc2CCc2ccccc12", "OC(=O)c1cc(O)ccc1O", "NC(=O)c1cccnc1", "CC12CCC3C(CCC4=CC(=O)CCC34C)C1CCC2O",
        "C#Cc1cccc(Nc2ncnc3cc(OCCOC)c(OCCOC)cc23)c1", "CNC(=O)c1cc(Oc2ccc(NC(=O)Nc3ccc(Cl)c(c3)C(F)(F)F)cc2)ccn1",
        "Clc1ccccc1C1=NCC(=O)Nc2ccc(Cl)cc12",
        "CCN(CC)CC(=O)Nc1c(C)cccc1C", "O=C(O)Cc1ccccc1Nc1c(Cl)cccc1Cl", "FC(F)(F)c1ccc(cc1)C(=O)N1CCNCC1",
        "Cn1cnc2c1c(=O)[nH]c(=O)n2C", "CC(C)NCC(O)c1ccc(O)c(O)c1",
    ];

    static readonly string[] Rings =
    [
        "c1ccc({0})cc1", "c1cc({0})ccn1", "C1CCN({0})CC1", "c1cnc2ccc({0})cc2c1", "c1ccc2[nH]c({0})cc2c1", "C1COCCN1{0}",
        "c1csc({0})n1",
    ];
    static readonly string[] Arms =
    [
        "F", "Cl", "OC", "C(F)(F)F", "C#N", "N(C)C", "C(=O)N", "S(=O)(=O)C", "CCO", "C1CC1", "c1ccncc1", "NC(=O)C", "C(=O)O",
        "OCCN", "Br",
    ];

    const string AminoAcids = "ACDEFGHIKLMNPQRSTVWY";

    static readonly string[] Genes =
    [
        "BRAF", "EGFR", "KRAS", "TP53", "CDK4", "JAK2", "BTK", "ALK", "PIK3CA", "HER2", "MET", "VEGFA", "PARP1", "MTOR", "IDH1",
        "BRCA1", "TYK2", "PCSK9",
        "IL6", "TNF", "STAT3", "CFTR", "APOE", "LRRK2", "SOD1", "MYC", "NTRK1", "RET", "FGFR2", "AKT1", "WEE1", "ATR", "MDM2",
        "BCL2", "GLP1R", "DPP4", "NLRP3", "SMARCA2",
    ];

    static readonly string[] Tables =
    [
        "registry.compounds", "assay.results", "registry.batches", "assay.plates", "assay.protocols", "eln.experiments",
        "public.projects", "genomics.variants",
        "genomics.expression", "clinical.subjects", "clinical.adverse_events", "clinical.lab_values", "lims.samples",
        "lims.instruments", "chembl.activities", "staging.uploads",
    ];

    static readonly string[] Conditions =
    [
        "created_at >= now() - interval '30 days'", "project = 'BRAF'", "ic50_nm < 100", "status = 'active'", "purity > 95",
        "operator is not null",
        "batch_id = 'B-10442'", "site in ('Basel', 'Boston')", "id = 4711", "target like 'CDK%'",
    ];

    static readonly string[] Urls =
    [
        "https://eln.example.com/api/experiments", "https://lims.example.com/export", "https://files.example.com/assays/latest.csv",
        "https://registry.example.com/v2/compounds",
    ];

    static readonly string[] Names =
    [
        "Results", "SAR overview", "My view", "Weekly report", "Top hits", "QC", "Dose response", "Comparison",
        "Selected compounds", "Copy", "Test", "Draft", "For review", "Summary",
    ];

    static readonly string[] People = ["mkeller", "pnair", "jsullivan", "lfournier", "wzhang", "smeier", "current user"];

    /// <summary>A value of that pool, such as "@smiles".</summary>
    public static string Draw(string pool, Dice dice) => pool switch
    {
        "@smiles" => dice.Chance(0.6) ? dice.Skewed(Smiles) : Grow(dice.Skewed(Rings, 1.5), dice),
        "@sequence" => string.Concat(Enumerable.Range(0, 8 + (int)(40 * Math.Pow(dice.Unit(), 2))).Select(_ => AminoAcids[dice.Index(20)])),
        "@gene" => dice.Skewed(Genes, 2),
        "@compound" => Numbered("CPD", 7, 60_000, dice),
        "@batch" => Numbered("B", 5, 30_000, dice),
        "@plate" => Numbered("P", 4, 2_500, dice),
        "@subject" => Numbered("SUBJ", 4, 600, dice),
        "@project" => dice.Skewed(EntityNames.Projects, 2),
        "@dbtable" => dice.Skewed(Tables, 2),
        "@sql" => $"select * from {dice.Skewed(Tables, 2)} where {dice.Skewed(Conditions, 1.6)}",
        "@url" => dice.Skewed(Urls, 1.5),
        "@person" => dice.Skewed(People, 1.5),
        "@name" => dice.Skewed(Names, 1.6),
        "@date" => new DateOnly(2024, 1, 1).AddDays(7 * (int)(80 * Math.Pow(dice.Unit(), 2))).ToString("O", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(pool), pool, "There is no pool of values with this name."),
    };

    static string Grow(string ring, Dice dice) =>
        ring.Replace("{0}", dice.Skewed(Arms, 1.5) + (dice.Chance(0.5) ? "" : dice.Pick(Arms)), StringComparison.Ordinal);

    static string Numbered(string prefix, int digits, int count, Dice dice) =>
        $"{prefix}-{((int)(count * Math.Pow(dice.Unit(), 4)) + 1).ToString("D" + digits, CultureInfo.InvariantCulture)}";
}
