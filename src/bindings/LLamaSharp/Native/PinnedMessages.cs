using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Messages at fixed addresses, for one native call.</summary>
internal sealed unsafe class PinnedMessages : IDisposable
{
    private readonly List<GCHandle> _pins = [];

    public PinnedMessages(IReadOnlyList<(byte[] Role, byte[] Content)> messages)
    {
        Native = new NativeChatMessage[messages.Count];
        for (var i = 0; i < Native.Length; i++)
        {
            Native[i] = new NativeChatMessage { Role = Pin(messages[i].Role), Content = Pin(messages[i].Content) };
        }
    }

    public NativeChatMessage[] Native { get; }

    public void Dispose() => _pins.ForEach(pin => pin.Free());

    private byte* Pin(byte[] text)
    {
        var pin = GCHandle.Alloc(text, GCHandleType.Pinned);
        _pins.Add(pin);
        return (byte*)pin.AddrOfPinnedObject();
    }
}
