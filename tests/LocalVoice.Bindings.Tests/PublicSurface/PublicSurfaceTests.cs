using System.Reflection;

namespace LocalVoice.Bindings.Tests.PublicSurface;

/// <summary>
/// Derive once per binding: every public type and member must be one of the published assembly's, so that engines compile
/// against either.
/// </summary>
/// <param name="assembly">The binding.</param>
/// <param name="fileName">The list in this folder with the lines that matter.</param>
public abstract class PublicSurfaceTests(Assembly assembly, string fileName)
{
    private readonly IReadOnlyList<PublicType> _ours = PublicSurfaceReader.Read(assembly);
    private readonly IReadOnlyDictionary<string, PublicType> _published = PublishedSurface.Read(fileName);

    [Fact]
    public void Every_public_type_is_one_of_the_published_assembly()
    {
        Assert.NotEmpty(_ours);
        Assert.All(_ours, type => Assert.Contains(type.Heading, _published.Keys));
    }

    [Fact]
    public void Every_base_and_interface_is_one_of_the_published_type() =>
        Assert.Empty(Unknown(type => type.Bases));

    [Fact]
    public void Every_public_member_is_one_of_the_published_type() =>
        Assert.Empty(Unknown(type => type.Members));

    private IEnumerable<string> Unknown(Func<PublicType, IReadOnlySet<string>> part) =>
        from type in _ours
        let published = _published.TryGetValue(type.Heading, out var found) ? part(found) : new HashSet<string>()
        from line in part(type)
        where !published.Contains(line)
        select $"{type.Heading} > {line}";
}
