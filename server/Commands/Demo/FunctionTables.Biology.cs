namespace UsageAnalysis.Commands.Demo;

static partial class FunctionTables
{
    const string Biology = """
        Bio:
        sequenceAlignment | s | 5900 | bio sequence | table sequences alignment -> table | Aligns sequences with one another
        convertNotation | f | 150 | bio sequence convert | table sequences notation -> table | FASTA, HELM or separators
        sequenceSpace | f | 6400 | bio sequence space ml | table sequences method metric -> table | Embeds sequences in two dimensions
        compositionAnalysis | f | 480 | bio sequence | table sequences -> ok | Logo of an alignment
        motifSearch | f | 620 | bio sequence search | table sequences sequence -> count | Sequences with a motif
        toAtomicLevel | s | 3600 | bio sequence convert | table sequences -> table | Molecules of peptides
        numberAntibody | s | 4200 | bio antibody | table sequences normalize -> table | Numbers antibody chains
        findLiabilities | f | 710 | bio antibody | table sequences -> table count | Sites that may degrade
        similarSequences | f | 880 | bio sequence search | table sequences sequence limit -> result | The most alike sequences
        translate | f | 190 | bio sequence convert | table sequences organism -> table | Codons to amino acids
        blast | s | 14800 | bio sequence search web | sequence organism limit -> result count | Searches a database of sequences
        predictStructure | s | 88000 | bio structure ml | sequence -> file score | Folds a protein
        isoelectricPoint | f | 130 | bio sequence | table sequences -> table | pI of each sequence
        geneInfo | q | 430 | bio gene | gene organism -> result | What is known of a gene
        orderOligos | f | 900 | bio oligo | table project -> ok | Sends oligos to the workshop
        splitChains | f | 280 | bio antibody | table sequences -> table | Heavy and light chain apart
        GenomeBrowser:
        openRegion | f | 740 | genomics view | chromosome position -> ok | Shows a region of the genome
        findGene | f | 210 | genomics search | gene organism -> position | Jumps to a gene
        variantsInGene | q | 1900 | genomics search | gene limit -> result count | Variants of a gene
        loadTrack | f | 2600 | genomics view | file -> ok | Adds a track from a file
        annotateVariants | s | 16500 | genomics | table organism -> table | Consequences of variants
        coverage | s | 7100 | genomics qc | file chromosome -> result mean | Reads by position
        compareSamples | s | 9300 | genomics | table other gene -> result | Variants of two samples
        ~liftOver | s | 5400 | genomics convert | table organism -> table | Coordinates of another assembly
        SingleCell:
        loadMatrix | s | 21000 | singlecell import | file -> result rows | Reads a count matrix
        qualityControl | s | 12500 | singlecell qc | table threshold -> table count | Drops poor cells
        clusterCells | s | 38000 | singlecell ml | table neighbors -> table | Leiden clustering
        embedCells | s | 26000 | singlecell space | table method neighbors -> table | UMAP of cells
        markerGenes | s | 17500 | singlecell | table pValue limit -> result | Genes that tell clusters apart
        expressionOf | f | 520 | singlecell view | table gene -> ok | Colours cells by a gene
        annotateTypes | s | 29000 | singlecell ml | table organism -> table | Names cell types
        integrateBatches | s | 61000 | singlecell | table method -> table | Removes batch effects
        differentialExpression | s | 14200 | singlecell stats | table groupBy pValue -> result | Genes that differ
        trajectory | s | 33000 | singlecell ml | table neighbors -> result | Pseudotime of cells
        FlowCytometry:
        openFcs | f | 1700 | flow import | file -> result rows | Opens an FCS file
        gate | f | 380 | flow | table marker threshold -> table count | Gates a population
        compensate | s | 2800 | flow prepare | table -> table | Corrects spill-over
        populationStatistics | f | 640 | flow stats | table marker -> result | Counts and medians
        autoGate | s | 7600 | flow ml | table clusters -> table | Gates without a hand
        batchReport | s | 11800 | flow report | project format -> file | A report of all samples
        transformAxis | f | 150 | flow prepare | table marker method -> table | Logicle or arcsinh
        compareTubes | f | 970 | flow | table other marker -> result | Two tubes side by side
        PlateReader:
        importPlate | f | 850 | assay import | file -> result rows | Reads a plate file
        plateHeatMap | f | 210 | assay view | table wells column -> ok | The plate as a heat map
        normalizePlate | f | 330 | assay prepare | table column normalization -> table | Against the controls
        zPrime | f | 140 | assay qc | table column -> score | Quality of an assay
        plateLayout | f | 260 | assay prepare | plate dilution -> result | Lays out samples and controls
        hitsOfPlate | f | 290 | assay | table column threshold -> result count | Wells above a threshold
        plateHistory | q | 680 | assay search | plate -> result | What was measured on a plate
        assayTrend | q | 1450 | assay qc | project from to -> result | Quality over the weeks
        edgeEffects | s | 1900 | assay qc | table wells column -> table | Finds drift at the rim
        mergeReads | f | 420 | assay prepare | table other wavelength -> table | Joins reads of one plate
        CurveFit:
        fitCurves | f | 1600 | assay curves | table concentration column curve -> table | Fits dose-response curves
        showCurve | f | 60 | assay curves render | compound -> ok | One curve in the panel
        ic50 | f | 240 | assay curves | table column curve -> table mean | Half-maximal concentration
        markOutliers | f | 190 | assay curves qc | table threshold -> table count | Leaves wells out of the fit
        compareCurves | f | 510 | assay curves stats | table groupBy -> result | Shift of potency
        curveReport | s | 6800 | assay curves report | table format -> file | A page of curves for a project
        batchFit | s | 24000 | assay curves | project curve -> count | Fits a whole campaign
        ~globalFit | s | 9900 | assay curves stats | table curve -> table | Shared parameters over curves
        """;
}
