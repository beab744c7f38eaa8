namespace LocalVoice.Bindings.Tests.PublicSurface;

#pragma warning disable // A type with one member of each kind; nothing of it runs.
public unsafe class SurfaceSample : Exception, IComparable<int>
{
    public const int Most = 1;
    public static readonly string Word = "";
    private int Hidden;

    public SurfaceSample(byte* first, ulong count = 3)
    {
    }

    public int? Limit { get; init; }

    public float this[int index] => index;

    public static T[] Twice<T>(ref T value, params string[] names) => [];

    public static bool operator !(SurfaceSample sample) => true;

    public virtual IReadOnlyList<List<float>> Read(out nint handle, DayOfWeek day = DayOfWeek.Monday, string name = null)
    {
        handle = 0;
        return [];
    }

    public int CompareTo(int other) => 0;

    public override string ToString() => "";

    protected virtual bool Release(bool now = false) => now;
}
