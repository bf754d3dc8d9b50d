namespace UsageAnalysis.Commands.Demo;

static partial class FunctionTables
{
    const string Science = """
        Statistics:
        describe | f | 190 | stats | table columns -> result | Mean, median and spread
        tTest | f | 120 | stats tests | table column groupBy alpha -> pValue | Two means compared
        anova | f | 260 | stats tests | table column groupBy alpha -> result pValue | Many means compared
        correlation | f | 340 | stats | table columns method -> result | All pairs of columns
        linearRegression | s | 900 | stats models | table column columns -> result score | A straight line
        pca | f | 780 | stats space | table columns components normalize -> table | Principal components
        kMeans | f | 650 | stats clusters | table columns clusters seed -> table | Clusters of rows
        outliers | f | 270 | stats qc | table column threshold -> table count | Values far out
        boxPlot | f | 150 | stats view | table column groupBy -> ok | Spread by group
        survival | s | 2300 | stats clinical | table days groupBy -> result pValue | Kaplan-Meier curves
        mannWhitney | f | 170 | stats tests | table column groupBy -> pValue | Two distributions compared
        multivariate | s | 4100 | stats models | table columns components -> result score | Partial least squares
        sampleSize | f | 50 | stats design | alpha threshold -> count | How many to measure
        hierarchicalClustering | s | 3600 | stats clusters | table columns method metric -> table | Dendrogram of rows
        bootstrap | s | 5400 | stats | table column steps seed -> result | Intervals by resampling
        bayesFactor | s | 2500 | stats tests | table column groupBy -> score | Evidence for a difference
        TimeSeries:
        movingAverage | f | 130 | series | table column window -> table | Smooths a series
        forecast | s | 6200 | series ml | table column horizon -> result | The days to come
        decompose | s | 1900 | series | table column window -> result | Trend, season and rest
        detectAnomalies | s | 2800 | series ml | table column threshold -> table count | Points out of the ordinary
        resample | f | 240 | series prepare | table column minutes aggregation -> result rows | Another time step
        crossCorrelation | f | 410 | series | table columns window -> result score | Lag between two series
        *changePoints | s | 2100 | series ml | table column limit -> result count | Where the level shifts
        calendarPlot | f | 160 | series view | table column -> ok | A year at a glance
        AutoML:
        train | s | 46000 | ml models | table column model folds seed -> score | Trains a model
        apply | s | 2600 | ml models | table model -> table | Predicts with a model
        compareModels | s | 98000 | ml models | table column folds -> result | Several models side by side
        featureImportance | s | 5100 | ml explain | table model -> result | What a model looks at
        explainRow | s | 1800 | ml explain | table model -> result | Why this prediction
        tuneModel | s | 180000 | ml models | table column model trees folds -> score | Searches for parameters
        trainNetwork | s | 150000 | ml models | table column epochs seed -> score | Trains a neural network
        splitData | f | 140 | ml prepare | table folds seed -> table | Training and test rows
        modelRegistry | q | 320 | ml models | project limit -> result | Models of a project
        driftReport | s | 7900 | ml report | model from to -> result | How data moved since training
        Notebooks:
        openNotebook | f | 2900 | notebooks | name -> ok | Opens a Jupyter notebook
        runNotebook | s | 27000 | notebooks jobs | name table -> result | Runs all cells
        tableToNotebook | f | 1100 | notebooks | table -> ok | Hands a table to a notebook
        convertToScript | f | 480 | notebooks convert | name -> ok | A script from cells
        exportHtml | f | 1600 | notebooks export | name -> file | A notebook as a page
        ~installKernel | s | 60000 | notebooks admin | name -> ok | Another language for cells
        ClinicalCase:
        openStudy | f | 3400 | clinical | name -> result rows | Opens a study
        patientProfile | f | 620 | clinical view | subject -> ok | One subject over time
        adverseEvents | q | 1100 | clinical safety | severity from to -> result rows | Adverse events of a study
        labOutliers | s | 1700 | clinical safety | table threshold -> table count | Laboratory values out of range
        hysLaw | f | 480 | clinical safety | table -> result count | Signals of liver damage
        validateDomain | s | 4400 | clinical qc | domain -> result count | Checks against SDTM
        timelines | f | 760 | clinical view | table domain -> ok | Events by subject
        visitsOverview | q | 890 | clinical | visit -> result rows | Subjects by visit
        compareArms | s | 2500 | clinical stats | table groupBy pValue -> result pValue | Treatment against placebo
        ~exportDefineXml | s | 8200 | clinical export | name -> file | Metadata for a submission
        """;

    const string Views = """
        Charts:
        sunburst | f | 210 | viewers | table columns -> ok | Nested shares
        radar | f | 140 | viewers | table columns -> ok | A profile of many numbers
        sankey | f | 260 | viewers | table columns -> ok | Flows between steps
        timelines | f | 310 | viewers | table groupBy -> ok | Spans by row
        treeMap | f | 180 | viewers | table groupBy column -> ok | Shares as tiles
        chord | f | 240 | viewers | table groupBy -> ok | Relations on a ring
        surface | f | 520 | viewers | table columns -> ok | A plane in three dimensions
        wordCloud | f | 170 | viewers | table column -> ok | Words by frequency
        exportImage | f | 690 | viewers export | viewer format -> file | A chart as a picture
        dumbbell | f | 150 | viewers | table columns groupBy -> ok | Before and after
        GridPlus:
        sparkline | f | 70 | grid | table columns -> ok | Small charts in cells
        barCell | f | 50 | grid | table column -> ok | Bars in cells
        pinColumns | f | 30 | grid | table columns -> ok | Columns that stay
        smartForm | f | 90 | grid | table columns -> ok | A row as a form
        colorCode | f | 45 | grid | table column color -> ok | Cells by value
        pieCell | f | 60 | grid | table columns -> ok | Shares in cells
        multiSort | f | 110 | grid | table columns -> ok | Sorts by several columns
        gridReport | s | 2800 | grid report | table format -> file | A grid on paper
        NetworkView:
        network | f | 880 | viewers graph | table columns -> ok | Nodes and edges
        shortestPath | f | 540 | graph | table text -> result count | From one node to another
        communities | s | 3300 | graph ml | table method -> table count | Groups of nodes
        layoutGraph | f | 1900 | graph | table method -> ok | Places the nodes
        hubNodes | f | 320 | graph | table limit -> result | The best connected
        exportGraphml | f | 260 | graph export | table -> file | A graph for other programs
        Maps:
        showMap | f | 940 | viewers geo | table columns -> ok | Points on a map
        geocode | s | 6700 | geo web | table column limit -> table | Addresses to points
        heatMap | f | 610 | viewers geo | table column radius -> ok | Density on a map
        countryCodes | f | 120 | geo | table column -> table | Names to codes
        distanceMatrix | s | 2400 | geo | table -> result | How far from all to all
        openGeoJson | f | 480 | geo import | file -> result rows | Opens shapes
        """;

    const string Process = """
        Chromatography:
        openRun | f | 1300 | hplc import | file -> result rows | Opens a run
        integratePeaks | f | 720 | hplc | table threshold -> table count | Area of each peak
        overlay | f | 340 | hplc view | table other -> ok | Runs over one another
        purityOf | f | 210 | hplc qc | batch wavelength -> purity | Purity by area
        baseline | s | 1600 | hplc prepare | table method -> table | Corrects the baseline
        peakTable | f | 180 | hplc report | table retention -> result | Peaks as rows
        methodTransfer | s | 5300 | hplc | name temperature -> result score | The method on another column
        batchTrend | q | 970 | hplc qc report | project from to -> result | Purity over the batches
        SpectraViewer:
        ~openSpectrum | f | 500 | spectra import | file -> result | Opens a spectrum
        ~pickPeaks | f | 300 | spectra | table threshold -> table count | Marks peaks
        ~compareSpectra | f | 450 | spectra | table other metric -> score | How alike two spectra are
        ~searchLibrary | q | 1900 | spectra search | table limit -> result | Known spectra alike
        TeamCalendar:
        ~openCalendar | f | 200 | calendar | user -> ok | Who is where
        ~bookInstrument | f | 350 | calendar lims | name from to -> ok | Books an instrument
        ~myWeek | q | 180 | calendar | user -> result | One's own week
        ~exportIcal | f | 120 | calendar export | user -> file | A calendar for other programs
        """;
}
