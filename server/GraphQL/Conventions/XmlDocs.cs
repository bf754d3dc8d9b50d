using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>Reads descriptions from attributes and from the XML documentation files that lie beside the assemblies.</summary>
sealed class XmlDocs
{
    readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> members = new();

    internal string? Of(Type type) => Given(type) ?? Summary(type.Assembly, "T:" + Id(type));

    internal string? Of(FieldInfo value) =>
        Given(value) ?? Summary(value.DeclaringType!.Assembly, $"F:{Id(value.DeclaringType)}.{value.Name}");

    internal string? Of(MethodInfo method) => Given(method) ?? Text(Element(method)?.Element("summary"));

    internal string? Of(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        return Given(property) ?? Summary(owner.Assembly, $"P:{Id(owner)}.{property.Name}")
            ?? Param(Member(owner.Assembly, "T:" + Id(owner)), property.Name);
    }

    internal string? Of(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<GraphQLDescriptionAttribute>() is { } given) return given.Description;
        return parameter.Member is MethodInfo method ? Param(Element(method), parameter.Name!) : null;
    }

    static string? Given(MemberInfo member) => member.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description;

    XElement? Element(MethodInfo method)
    {
        var id = $"M:{Id(method.DeclaringType!)}.{method.Name}";
        var known = Members(method.DeclaringType!.Assembly);
        return known.GetValueOrDefault(id)
            ?? known.FirstOrDefault(m => m.Key.StartsWith(id, StringComparison.Ordinal) && m.Key[id.Length] is '(' or '`').Value;
    }

    string? Summary(Assembly assembly, string id) => Text(Member(assembly, id)?.Element("summary"));

    XElement? Member(Assembly assembly, string id) => Members(assembly).GetValueOrDefault(id);

    static string? Param(XElement? member, string name) =>
        Text(member?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name));

    IReadOnlyDictionary<string, XElement> Members(Assembly assembly) => members.GetOrAdd(assembly, static a =>
    {
        var file = Path.ChangeExtension(a.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").DistinctBy(Name).ToDictionary(Name)
            : new Dictionary<string, XElement>();
        static string Name(XElement member) => (string)member.Attribute("name")!;
    });

    static string Id(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    static string? Text(XElement? element)
    {
        if (element is null) return null;
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
        {
            if (node is XText words) text.Append(words.Value);
            else if (node is XElement { IsEmpty: true } link)
                text.Append(LastWord((string?)link.Attribute("cref") ?? (string?)link.Attribute("name") ?? ""));
        }
        var joined = string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return joined.Length == 0 ? null : joined;
    }

    static string LastWord(string reference) => reference.Split('(')[0].Split('.', ':').Last();
}
