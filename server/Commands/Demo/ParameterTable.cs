namespace UsageAnalysis.Commands.Demo;

/// <summary>Every parameter that functions have: name | type | values, see <see cref="Parameter"/>.</summary>
static class ParameterTable
{
    public const string Text = """
        table        | dataframe | @table
        other        | dataframe | @table
        result       | dataframe | @table
        file         | file      | @file
        column       | column    | value; activity; ic50; concentration; weight; age; signal; response; dose; yield; purity; temperature
        columns      | string    | logP, MW; logP, TPSA; ic50, hillSlope; age, weight, bmi; PC1, PC2; all
        groupBy      | column    | project; scaffold; plate; batch; site; treatment; operator; instrument; cohort; country
        molecules    | column    | smiles; structure; canonical_smiles; mol; molecule; core; product
        sequences    | column    | sequence; heavy_chain; light_chain; cdr3; peptide; oligo
        wells        | column    | well; position; well_id
        smiles       | string    | @smiles
        query        | string    | @smiles
        smarts       | string    | c1ccccc1; [NX3H2]; C(=O)N; [OX2H]; [F,Cl,Br]; S(=O)(=O)N; c1ncnc2[nH]ccc12; [N+](=O)[O-]
        sequence     | string    | @sequence
        gene         | string    | @gene
        target       | string    | @gene
        compound     | string    | @compound
        batch        | string    | @batch
        project      | string    | @project
        user         | string    | @person
        plate        | string    | @plate
        subject      | string    | @subject
        sql          | string    | @sql
        tableName    | string    | @dbtable
        connection   | string    | ELN; Compound Registry; ChEMBL; Assay Warehouse; Clinical; LIMS; Genomics Lake; Sales Mart
        schema       | string    | public; assay; registry; clinical; staging; archive
        protein      | string    | 6LU7; 1M17; 3PP0; 4HJO; 5P9J; 2ITY; 4AGN; 3ERT; 1UYD; 6OIM
        radius       | int       | 2; 3; 1; 4; 6
        bits         | int       | 2048; 1024; 4096; 512
        threshold    | double    | 0.7; 0.8; 0.5; 0.85; 0.6; 0.9; 0.65; 0.35; 0.95
        pValue       | double    | 0.05; 0.01; 0.001; 0.1
        alpha        | double    | 0.05; 0.01; 0.1
        clusters     | int       | 5; 8; 3; 10; 4; 12; 20; 6; 50
        components   | int       | 2; 3; 5; 10
        neighbors    | int       | 15; 5; 30; 10; 50
        seed         | int       | 42; 1; 0; 7; 1234; 2024
        limit        | int       | 100; 1000; 500; 10; 50; 10000; 25
        steps        | int       | 3; 4; 5; 6; 2; 8
        poses        | int       | 10; 5; 20; 30
        exhaustiveness | int     | 8; 16; 32
        window       | int       | 7; 14; 30; 3; 12; 90
        horizon      | int       | 14; 30; 7; 90
        folds        | int       | 5; 10; 3
        trees        | int       | 100; 200; 500; 50
        epochs       | int       | 20; 50; 100; 10; 200
        minutes      | int       | 10; 30; 60; 5
        days         | int       | 30; 7; 90; 14; 365; 1
        ph           | double    | 7.4; 6.5; 2.0; 5.0; 8.0
        temperature  | double    | 20..250
        wavelength   | int       | 450; 595; 280; 340; 620; 405
        dilution     | double    | 3; 2; 3.162; 10; 5
        concentration | double   | 0.001..100
        retention    | double    | 0.4..28
        purity       | double    | 80..99.9
        metric       | string    | tanimoto; dice; cosine; euclidean; levenshtein; hamming
        method       | string    | auto; umap; tsne; pca; ward; average; complete
        model        | string    | random forest; xgboost; linear; ridge; svm; neural network; chemprop
        normalization | string   | percent of control; z-score; b-score; none; log2
        curve        | string    | 4PL; 3PL; 5PL; linear; Michaelis-Menten; exponential
        alignment    | string    | kalign; mafft; clustal omega; muscle
        notation     | string    | fasta; helm; separator; biln
        endpoint     | string    | solubility; hERG; CYP3A4; permeability; clearance; Ames; BBB; LD50; half life; PPB
        rule         | string    | Lipinski; Veber; PAINS; Brenk; Egan; Ghose; lead-like; REOS
        format       | string    | csv; xlsx; sdf; parquet; json; pdf; mol2
        delimiter    | string    | comma; tab; semicolon; pipe
        encoding     | string    | utf-8; windows-1252; utf-16
        path         | string    | Home/uploads; Shared/assays; Shared/compounds; Projects/2024; Archive/raw; S3/sequencing
        url          | string    | @url
        name         | string    | @name
        title        | string    | @name
        formula      | string    | ${ic50} * 1000; log10(${ic50}); ${activity} / ${control}; round(${weight}, 2); ${dose} / ${weight}
        expression   | string    | activity > 0.5; ic50 < 100; project = "BRAF"; is not null; date >= last month; site in (1, 2, 3)
        keys         | string    | compound_id; id; batch_id; subject_id; well; sample
        join         | string    | inner; left; outer; right
        aggregation  | string    | avg; count; max; med; min; sum; stdev
        color        | string    | activity; project; cluster; none; site
        viewer       | string    | scatter plot; bar chart; histogram; box plot; line chart; heat map; trellis
        chromosome   | string    | chr7; chr17; chr1; chr12; chrX; chr3; chr9; chr22
        position     | int       | 10000..150000000
        organism     | string    | human; mouse; rat; e. coli; yeast; zebrafish
        marker       | string    | CD3; CD4; CD8; CD19; CD45; CD56; FoxP3; PD-1; Ki-67
        visit        | string    | Screening; Baseline; Week 2; Week 4; Week 12; Follow-up
        domain       | string    | AE; LB; VS; DM; EX; CM; MH; EG
        severity     | string    | MILD; MODERATE; SEVERE
        from         | string    | @date
        to           | string    | @date
        wait         | bool      | true; false
        overwrite    | bool      | false; true
        recursive    | bool      | false; true
        normalize    | bool      | true; false
        stereo       | bool      | true; false
        count        | int       | 1..20000
        rows         | int       | 1..250000
        score        | double    | 0.01..1
        mean         | double    | 0.1..500
        ok           | bool      | true; true; true; false
        text         | string    | @name
        id           | string    | @compound
        """;
}
