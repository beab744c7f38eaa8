using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LocalVoice.Server.Composition.Reference;

/// <summary>The documentation comments that the compiler wrote beside the assemblies, as Markdown.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _files = [];

    /// <exception cref="FileNotFoundException">An assembly has no documentation beside it.</exception>
    public string Of(PropertyInfo property) => Text(property.DeclaringType!, $"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    /// <inheritdoc cref="Of(PropertyInfo)"/>
    public string Of(Type type) => Text(type, $"T:{NameOf(type)}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private string Text(Type type, string member) =>
        Members(type.Assembly).GetValueOrDefault(member)?.Element("summary") is { } summary
            ? Blanks().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim()
            : "";

    private Dictionary<string, XElement> Members(Assembly assembly)
    {
        if (!_files.TryGetValue(assembly, out var members))
        {
            var path = Path.ChangeExtension(assembly.Location, ".xml");
            members = XDocument.Load(path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
            _files[assembly] = members;
        }

        return members;
    }

    private static string Markdown(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "seealso" } see => $"`{Referred(see)}`",
            XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"`{name.Attribute("name")?.Value}`",
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement element => string.Concat(element.Nodes().Select(Markdown)),
            _ => "",
        };

    /// <summary>The last name of what is referred to: <c>P:A.B.C</c> is <c>C</c>.</summary>
    private static string Referred(XElement see)
    {
        var name = see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? see.Attribute("href")?.Value ?? see.Value;
        name = name.Split('(')[0];
        return name[(name.LastIndexOf('.') + 1)..].Split(':')[^1].Split('`')[0];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
