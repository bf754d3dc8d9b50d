using UsageAnalysis.Data;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>
/// Six months of a scientific data platform that does not exist: its people, its packages and what happened. Made anew from the plan at
/// each call, always the same for the same plan.
/// </summary>
public static class DemoData
{
    /// <summary>What the platform knows: everybody and everything, used or not.</summary>
    public static Catalog Catalog(DemoPlan plan)
    {
        var people = Person.Hire(plan);
        var authors = Author.OfAll(plan, people);
        var versions = Release.PlanAll(plan).ToLookup(r => r.Package);
        return new Catalog
        {
            Users = [.. people.Select(p => new CatalogUser(p.Login, p.Name, p.RegisteredAt))],
            Groups = [.. Department.All.Select(d => new CatalogGroup(d.Name)
            {
                Parents = d.Parents,
                Members = [.. people.Where(p => p.Department == d).Select(p => p.Login)],
            })],
            Packages = [.. PackageLine.All.Select(p => new CatalogPackage(p.Name, p.Category)
            {
                Author = authors[p.Name].Login,
                Versions = [.. versions[p.Name].Select(r => new CatalogVersion(r.Version, r.PublishedAt))],
            })],
            Functions = [.. FunctionLine.All.Select(Known)],
        };
    }

    /// <summary>What happened, in time order; made while it is read.</summary>
    public static IEnumerable<LoggedEvent> Events(DemoPlan plan) => new Story(new World(plan)).Tell();

    static CatalogFunction Known(FunctionLine function) => new(function.Package, function.Name)
    {
        Kind = function.Kind,
        Description = function.Description,
        Tags = function.Tags,
        Inputs = [.. function.Inputs.Select(p => new CatalogParameter(p.Name, p.Type))],
        Outputs = [.. function.Outputs.Select(p => new CatalogParameter(p.Name, p.Type))],
    };
}
