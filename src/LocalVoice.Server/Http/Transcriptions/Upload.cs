using LocalVoice.Core.Memory;

namespace LocalVoice.Server.Http.Transcriptions;

/// <summary>A form with a file, in memory: voices are never written to a disk. Its memory is the process's until it is disposed.</summary>
internal sealed class Upload(MemoryAccount memory) : IDisposable
{
    private readonly MemoryStream _file = new();
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.Ordinal);

    /// <summary>Null until there is one.</summary>
    public string? FileName { get; set; }

    public ReadOnlyMemory<byte> File => _file.GetBuffer().AsMemory(0, (int)_file.Length);

    /// <returns>False when the process has no memory left for it.</returns>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        var before = _file.Capacity;
        if (_file.Length + bytes.Length > before)
        {
            var capacity = Math.Max(64 * 1024, Math.Max(2 * before, (int)_file.Length + bytes.Length));
            if (!memory.TryTake(capacity - before))
            {
                return false;
            }

            _file.Capacity = capacity;
        }

        _file.Write(bytes);
        return true;
    }

    public void Add(string name, string value) => (_fields.TryGetValue(name, out var values) ? values : _fields[name] = []).Add(value);

    /// <summary>The last value of a field; null without any.</summary>
    public string? Field(string name) => _fields.TryGetValue(name, out var values) ? values[^1] : null;

    /// <summary>All values of a field, which some clients name <c>name[]</c>.</summary>
    public IEnumerable<string> Fields(string name) =>
        _fields.GetValueOrDefault(name, []).Concat(_fields.GetValueOrDefault($"{name}[]", []));

    public void Dispose()
    {
        memory.GiveBack(memory.Held);
        _file.Dispose();
    }
}
