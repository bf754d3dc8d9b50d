namespace UsageAnalysis.Commands.Demo;

static partial class FunctionTables
{
    const string Data = """
        Core:
        OpenFile | f | 410 | data import | file -> result rows | Opens a file as a table
        JoinTables | f | 620 | data transform | table other keys join -> result rows | Joins two tables
        AddNewColumn | f | 150 | data transform | table formula name -> table | A column by formula
        Filter | f | 80 | data transform | table expression -> count | Filters rows
        Aggregate | f | 280 | data transform | table groupBy aggregation column -> result rows | Groups and aggregates
        SaveProject | f | 1300 | project | name -> ok | Saves tables and views
        AddViewer | f | 120 | view | table viewer color -> ok | Adds a viewer
        UploadTable | f | 2400 | data | table name -> ok | Uploads a table to the server
        ExportCsv | f | 350 | data export | table delimiter -> file | Downloads a table
        Pivot | f | 390 | data transform | table groupBy column aggregation -> result rows | Rows to columns
        Unpivot | f | 310 | data transform | table columns -> result rows | Columns to rows
        LinkTables | f | 90 | data transform | table other keys -> ok | Links selection of two tables
        AppendTables | f | 340 | data transform | table other -> result rows | One table under another
        SplitColumn | f | 110 | data transform | table column delimiter -> table | Splits texts
        ApplyLayout | f | 260 | view | table name -> ok | Arranges views as before
        SearchEverywhere | f | 330 | search | text limit -> result | Finds anything by its name
        ShareWith | f | 210 | project | name user -> ok | Shares an object
        ScheduleRefresh | f | 170 | project jobs | name minutes -> ok | Refreshes data on a schedule
        MissingValues | f | 440 | data transform | table columns method -> table count | Fills the gaps
        Normalize | f | 180 | data transform | table columns method -> table | Same scale for columns
        RemoveDuplicates | f | 290 | data transform | table keys -> table count | Drops repeated rows
        CloneProject | f | 1700 | project | name -> ok | A copy to play with
        ~RestoreBackup | f | 9000 | admin | name -> ok | Brings back a deleted project
        ~ImportLegacyLayout | f | 700 | view | file -> ok | Layouts of the previous platform
        SqlTools:
        runQuery | q | 1250 | sql data | connection sql limit -> result rows | Runs a query
        browseSchema | q | 380 | sql schema | connection schema -> result | Tables of a schema
        previewTable | q | 290 | sql schema | connection tableName limit -> result rows | First rows of a table
        compoundsByProject | q | 940 | sql registry | project limit -> result rows | Compounds of a project
        assayResults | q | 2100 | sql assay | target from to limit -> result rows | Results for a target
        latestBatches | q | 560 | sql registry | days limit -> result rows | Batches of the last days
        sampleInventory | q | 730 | sql lims | project -> result rows | What is left of the samples
        queryPlan | q | 160 | sql admin | connection sql -> text | How the database runs a query
        countRows | q | 870 | sql schema | connection tableName -> count | Rows of a table
        formatSql | f | 40 | sql edit | sql -> text | Indents a query
        visualQuery | f | 520 | sql edit | connection tableName groupBy aggregation -> result rows | A query without SQL
        slowQueries | q | 1400 | sql admin | connection minutes -> result | Queries that took long
        exportToTable | s | 5200 | sql data | table connection tableName overwrite -> rows | Writes a table to a database
        ~copySchema | s | 30000 | sql admin | connection schema -> ok | A schema in another database
        FileFormats:
        openXlsx | f | 1100 | files import | file -> result rows | Opens a workbook
        openSdf | f | 1700 | files import chem | file -> result rows | Opens an SD file
        openParquet | f | 460 | files import | file -> result rows | Opens a Parquet file
        openPdb | f | 690 | files import structure | file -> ok | Opens a structure
        openFasta | f | 350 | files import bio | file -> result rows | Opens sequences
        listFolder | f | 140 | files | path recursive -> count | Files of a folder
        openSas | s | 3900 | files import clinical | file encoding -> result rows | Opens a SAS data set
        saveAs | f | 580 | files export | table format path -> file | Saves in another format
        openMatlab | s | 2300 | files import | file -> result rows | Opens a MAT file
        unzip | f | 900 | files | file path -> count | Unpacks an archive
        previewPdf | f | 420 | files view | file -> ok | Shows a document
        openHdf5 | f | 1500 | files import | file -> result rows | Opens an HDF5 file
        detectEncoding | f | 60 | files | file -> encoding | Guesses the encoding
        openKxl | f | 2100 | files import | file -> result rows | Opens a KXL sheet
        ElnConnector:
        findExperiments | q | 1200 | eln search | user from to limit -> result rows | Experiments of a person
        openExperiment | f | 1900 | eln | id -> result | One page of the notebook
        attachResults | f | 1600 | eln | table id -> ok | Puts results on a page
        experimentsByProject | q | 1500 | eln search | project limit -> result rows | Experiments of a project
        reactionSearch | q | 3400 | eln chem search | smarts limit -> result rows | Reactions with a pattern
        yieldReport | q | 2200 | eln report | project from to -> result | Yields by chemist and month
        syncNotebook | s | 17000 | eln jobs | days -> count | Brings new pages over
        signPage | f | 700 | eln | id user -> ok | Signs a page
        unsignedPages | q | 610 | eln report | user days -> result | Pages that wait for a signature
        ~archiveNotebook | s | 45000 | eln admin | name -> ok | Closes a notebook
        CompoundRegistry:
        searchCompound | q | 340 | registry search | compound -> result | A compound by its number
        registerCompound | f | 2300 | registry | smiles project user -> id | Registers a new compound
        registerBatch | f | 1500 | registry | compound purity -> batch | Registers a batch
        structureSearch | q | 2700 | registry chem search | smarts limit -> result rows | Registered structures with a pattern
        similarCompounds | q | 3200 | registry chem search | smiles threshold limit -> result rows | Registered structures alike
        batchesOf | q | 280 | registry search | compound -> result rows | Batches of a compound
        duplicateCheck | f | 950 | registry chem | smiles stereo -> ok | Whether a structure is known
        bulkRegister | s | 19500 | registry jobs | table molecules project -> count | Registers a whole table
        compoundCard | f | 220 | registry view | compound -> ok | Everything about a compound
        projectStatistics | q | 1100 | registry report | project from to -> result | Registrations by month
        purityReport | q | 980 | registry report | batch -> result | Analyses of a batch
        assignAlias | f | 160 | registry | compound name -> ok | Another name for a compound
        """;
}
