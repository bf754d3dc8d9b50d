using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>Functions, scripts and queries at work.</summary>
static class Runs
{
    const int MostRetries = 3;

    static readonly Dictionary<string, FunctionLine> ByName = FunctionLine.All.ToDictionary(f => f.QualifiedName);

    /// <summary>Functions that call another one first; both belong to the click that caused them.</summary>
    static readonly Dictionary<string, string> Calls = new()
    {
        ["Chem:similaritySearch"] = "Chem:fingerprints",
        ["Chem:chemicalSpace"] = "Chem:fingerprints",
        ["Chem:activityCliffs"] = "Chem:fingerprints",
        ["Chem:clusterMolecules"] = "Chem:fingerprints",
        ["Bio:sequenceSpace"] = "Bio:sequenceAlignment",
        ["Bio:compositionAnalysis"] = "Bio:sequenceAlignment",
        ["HitTriage:computeProfile"] = "Chem:descriptors",
        ["Admet:predictAll"] = "Admet:predict",
        ["CurveFit:batchFit"] = "CurveFit:fitCurves",
        ["CurveFit:curveReport"] = "CurveFit:showCurve",
        ["PlateReader:hitsOfPlate"] = "PlateReader:normalizePlate",
        ["CompoundRegistry:registerCompound"] = "CompoundRegistry:duplicateCheck",
        ["Docking:dock"] = "Docking:preparePocket",
        ["AutoML:train"] = "AutoML:splitData",
        ["ClinicalCase:hysLaw"] = "ClinicalCase:labOutliers",
    };

    // Some weeks before the end it begins to take its time.
    const string Dragging = "CurveFit:fitCurves";

    /// <summary>Runs a function, often the same as before; from the menu where there is one.</summary>
    public static void RunFunction(Session s)
    {
        var function = s.Last is { } last && s.Dice.Chance(0.35) ? last : s.World.ChooseFunction(s.Person!, s.Clock, s.Dice);
        if (s.Client == "python-api" || Ask(s, function))
        {
            RunUntilItWorks(s, function);
            while (s.Dice.Chance(0.42))
            {
                // Another value, another look.
                s.Wait(s.Dice.LogNormal(12, 0.8));
                RunUntilItWorks(s, function);
            }
            s.Last = function;
        }
    }

    /// <summary>Opens a stored file as a table.</summary>
    public static void OpenFile(Session s)
    {
        if (s.Client != "python-api")
        {
            s.Log("usage", "click", "Browse / Files");
            s.Wait(s.Dice.Between(0.5, 4));
        }
        RunUntilItWorks(s, ByName["Core:OpenFile"]);
    }

    /// <summary>Runs a query that somebody wrote and saved.</summary>
    public static void RunSavedQuery(Session s)
    {
        var query = Pick(s, "query");
        var connection = Pick(s, "connection");
        if (s.Client != "python-api")
        {
            s.Log("usage", "click", $"Browse / Queries / {query.Name}", subject: query);
            s.Wait(s.Dice.Between(0.2, 2));
        }
        var result = s.World.Artifacts.Derived("result", query, s.Clock);
        var rows = (long)s.Dice.LogNormal(900, 1.6);
        s.Log(new LoggedEvent(s.Dice.Id(s.Clock), s.Clock, "data-query", "run")
        {
            Description = query.Name,
            DurationUs = (long)(1000 * s.Dice.LogNormal(700, 1.1)),
            Parameters = Json.Parameters(new() { ["project"] = s.Dice.Skewed(EntityNames.Projects, 2) }, new() { ["rows"] = rows }),
            Entities = [query.As("subject"), connection.As("input"), result.As("output")],
        });
        s.Table = result;
    }

    // Click, dialog, OK: how a person starts a function.
    static bool Ask(Session s, FunctionLine function)
    {
        s.Log("usage", "menu click", $"{function.Package} / {function.Tags[^1]} / {function.Name}", function.Package);
        s.Wait(s.Dice.Between(0.05, 0.3));
        return function.Inputs.Count < 2 || s.Dice.Chance(0.3) || Gestures.Dialog(s, function.Name, function.Package);
    }

    // Who sees an error often tries again at once.
    static void RunUntilItWorks(Session s, FunctionLine function)
    {
        for (var attempt = 0; attempt <= MostRetries; attempt++)
        {
            if (Calls.TryGetValue(function.QualifiedName, out var inner) && !Run(s, ByName[inner]))
            {
                return;
            }
            if (Run(s, function) || !s.Dice.Chance(0.5))
            {
                return;
            }
            s.Wait(s.Dice.LogNormal(5, 0.7));
        }
    }

    /// <returns>Whether it worked.</returns>
    static bool Run(Session s, FunctionLine function)
    {
        var call = new Call(s, function);
        var error = s.World.Failures.Of(function, s.Clock, s.Dice);
        var milliseconds = Duration(s, function, error);
        s.Log(call.Event(error, milliseconds));
        s.Wait(Math.Min(milliseconds / 1000, 900));
        if (error is null)
        {
            s.Table = call.Result ?? s.Table;
        }
        return error is null;
    }

    // Half of the runs lie below the median; one in sixty meets big data or a busy server.
    static double Duration(Session s, FunctionLine function, LoggedError? error)
    {
        var slow = s.Dice.Chance(0.016) ? s.Dice.Between(5, 30) : 1;
        var drag = function.QualifiedName == Dragging && s.Clock > s.World.Plan.Now.AddDays(-24) ? 1.8 : 1;
        return s.Dice.LogNormal(function.MedianMs, 0.75) * slow * drag * (error is null ? 1 : 0.4);
    }

    static Artifact Pick(Session s, string type) => s.World.Artifacts.Pick(type, s.Person, s.Clock, s.Clock.AddHours(1), s.Dice);
}
