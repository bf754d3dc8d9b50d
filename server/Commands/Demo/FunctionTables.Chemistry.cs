namespace UsageAnalysis.Commands.Demo;

static partial class FunctionTables
{
    const string Chemistry = """
        Chem:
        fingerprints | f | 640 | chem descriptors | table molecules radius bits -> table | Morgan fingerprints of a column of molecules
        substructureSearch | f | 820 | chem search | table molecules smarts -> count | Filters molecules that contain a pattern
        similaritySearch | f | 950 | chem search | table molecules query metric threshold limit -> result count | The most alike molecules
        drawMolecule | f | 35 | chem render | smiles -> text | Depicts a molecule
        descriptors | s | 2400 | chem descriptors | table molecules columns -> table | Physico-chemical descriptors with RDKit
        convertNotation | f | 90 | chem convert | smiles format -> text | Converts a molecule between notations
        chemicalSpace | f | 5200 | chem space ml | table molecules method metric neighbors -> table | Embeds molecules in two dimensions
        activityCliffs | f | 6100 | chem space sar | table molecules column threshold method -> table count | Alike, but acting differently
        rGroupDecomposition | s | 3800 | chem sar | table molecules smarts -> table | Splits molecules into core and R-groups
        scaffoldTree | s | 9400 | chem sar | table molecules steps -> result | Hierarchy of scaffolds
        mcs | s | 2900 | chem sar | table molecules threshold -> text | Maximum common substructure
        canonicalize | f | 310 | chem prepare | table molecules stereo -> table | Canonical SMILES
        inchiKey | f | 240 | chem convert | table molecules -> table | InChI keys of a column
        diversitySearch | f | 1100 | chem search | table molecules metric limit -> result | The most diverse molecules
        elementalAnalysis | f | 420 | chem descriptors | table molecules -> table | Counts of atoms by element
        curate | s | 4300 | chem prepare | table molecules normalize stereo -> table count | Normalises, neutralises and desalts
        clusterMolecules | s | 5600 | chem space ml | table molecules clusters method -> table | Clusters by fingerprints
        mutate | s | 2100 | chem generate | smiles steps seed -> result count | Random analogues of a molecule
        toxicityRisks | f | 700 | chem tox | table molecules -> table | Structural alerts for toxicity
        matchedPairs | s | 12500 | chem sar | table molecules column -> result count | Matched molecular pairs and their effect
        ~namesToSmiles | s | 1500 | chem convert | table column -> table | Resolves trivial names
        exportRxn | f | 160 | chem convert | table molecules -> text | Writes reactions as RXN files
        MedChemRules:
        checkRules | f | 380 | chem filters | table molecules rule -> table count | Flags molecules that break a rule
        leadLikeness | f | 210 | chem filters | table molecules -> table | Lead-likeness of each molecule
        painsFilter | f | 560 | chem filters | table molecules -> table count | Pan-assay interference patterns
        ruleReport | s | 1900 | chem filters report | table molecules rule format -> text | A report of all alerts
        syntheticAccessibility | s | 2200 | chem filters | table molecules -> table | SA score
        qed | s | 1300 | chem filters | table molecules -> table mean | Quantitative estimate of drug-likeness
        explainAlert | f | 80 | chem filters | smiles rule -> text | Why a molecule was flagged
        ~customRule | f | 120 | chem filters | smarts name -> ok | Adds a rule of one's own
        HitTriage:
        openCampaign | f | 900 | chem triage | name project -> result | Opens a hit campaign
        submitHits | f | 1400 | chem triage | table project user -> count | Submits the chosen hits
        computeProfile | s | 7800 | chem triage | table molecules endpoint -> table | Properties of all hits
        rankHits | f | 330 | chem triage | table columns limit -> result | Ranks by weighted desirability
        campaignStatistics | q | 760 | chem triage report | project from to -> result | Hits by stage and month
        hitsByStage | q | 540 | chem triage | project limit -> result | The hits of one stage
        addVote | f | 60 | chem triage | compound user -> score | Votes for a hit
        ~mergeCampaigns | f | 2600 | chem triage | project other -> result | Joins two campaigns
        Docking:
        dock | s | 64000 | chem structure | table molecules protein poses exhaustiveness -> table score | Docks ligands with AutoDock Vina
        preparePocket | s | 8800 | chem structure | protein ph -> ok | Protonates and boxes a pocket
        showPose | f | 290 | chem structure render | protein compound -> ok | Shows a pose in three dimensions
        interactions | s | 3100 | chem structure | protein compound -> result count | Contacts of ligand and protein
        rescore | s | 21000 | chem structure | table protein model -> table | Scores poses again
        *redock | s | 52000 | chem structure | protein compound poses -> score | Checks the method on a known ligand
        fetchStructure | f | 1800 | chem structure web | protein -> file | Fetches a structure from the PDB
        minimizeLigand | s | 4700 | chem structure | smiles steps -> score | Relaxes a ligand
        Retrosynthesis:
        planRoute | s | 18500 | chem synthesis ml | smiles steps limit -> result count | Routes to a target molecule
        showRoute | f | 420 | chem synthesis render | smiles -> ok | Draws a route as a tree
        estimateCost | f | 1500 | chem synthesis | smiles -> score | Price of the starting materials
        buildingBlocks | q | 880 | chem synthesis search | smiles limit -> result | Purchasable building blocks
        predictReaction | s | 5400 | chem synthesis ml | smiles temperature -> text score | The product of a reaction
        compareRoutes | f | 950 | chem synthesis | table limit -> result | Routes side by side
        reactionConditions | s | 3900 | chem synthesis ml | smiles limit -> result | Solvent, catalyst and temperature
        exportRoute | f | 310 | chem synthesis | smiles format -> file | A route as a document
        MolEditor:
        sketch | f | 45 | chem edit | smiles -> text | Opens the sketcher
        recentMolecules | f | 70 | chem edit | limit -> result | Molecules drawn last
        favorites | f | 65 | chem edit | user -> result | Molecules kept for later
        cleanUp2d | f | 55 | chem edit | smiles -> text | Tidies the layout
        nameToStructure | s | 900 | chem edit convert | name -> text | Draws a molecule from its name
        templateLibrary | f | 140 | chem edit | name -> result | Ring templates
        Admet:
        predict | s | 8200 | chem admet ml | table molecules endpoint -> table | Predicts one endpoint
        predictAll | s | 31000 | chem admet ml | table molecules -> table | Predicts every endpoint
        radarChart | f | 180 | chem admet render | compound -> ok | One molecule's profile as a radar
        hergRisk | s | 4100 | chem admet tox | table molecules threshold -> table count | Risk for the heart
        metabolicStability | s | 4600 | chem admet | table molecules organism -> table | Clearance by species
        solubilityAtPh | f | 1200 | chem admet | table molecules ph -> table | Solubility at a pH
        trainingSet | q | 1300 | chem admet | endpoint limit -> result | Data behind a model
        applicabilityDomain | s | 2700 | chem admet ml | table molecules endpoint -> table | Whether a model may be trusted
        admetReport | s | 5200 | chem admet report | table format -> file | A report of all endpoints
        ~retrainModel | s | 240000 | chem admet ml | endpoint model folds -> score | Trains an endpoint anew
        """;
}
