namespace LocalVoice.Bindings.Tests.PublicSurface;

public sealed class PublicSurfaceReaderTests
{
    private static readonly PublicType Sample = PublicSurfaceReader.Read(typeof(SurfaceSample).Assembly)
        .Single(type => type.Heading.EndsWith(" SurfaceSample", StringComparison.Ordinal));

    [Theory]
    [InlineData("int? Limit { get; init; }")]
    [InlineData("static string Word")]
    [InlineData("const int Most")]
    [InlineData("SurfaceSample(byte* first, UInt64 count = 3)")]
    [InlineData("static T[] Twice<T>(ref T value, params string[] names)")]
    [InlineData("virtual IReadOnlyList<List<float>> Read(out nint handle, DayOfWeek day = 1, string name = default)")]
    [InlineData("protected virtual bool Release(bool now = false)")]
    [InlineData("float Item[int index] { get; }")]
    public void Members_are_written_as_in_the_published_lists(string line) =>
        Assert.Contains(line.Replace("nint", "IntPtr", StringComparison.Ordinal), Sample.Members);

    [Fact]
    public void Private_members_operators_and_overrides_of_object_are_left_out() =>
        Assert.DoesNotContain(Sample.Members, line => line.Contains("Hidden", StringComparison.Ordinal)
            || line.Contains("op_", StringComparison.Ordinal)
            || line.Contains("ToString", StringComparison.Ordinal));

    [Fact]
    public void The_heading_tells_namespace_kind_and_bases()
    {
        Assert.Equal("LocalVoice.Bindings.Tests.PublicSurface: class SurfaceSample", Sample.Heading);
        Assert.Equal(["Exception", "IComparable<int>"], Sample.Bases.Order(StringComparer.Ordinal));
    }
}
