using System.Runtime.InteropServices;
using LLama.Native;

namespace LocalVoice.Bindings.Tests.Llama;

public sealed class NativeLayoutTests
{
    private static readonly string Library = Path.Combine(NativeLoader.Folder, NativeMethods.Llama);

    [Theory]
    [InlineData("llama_model_default_params", 72)]
    [InlineData("llama_context_default_params", 136)]
    public void The_library_tells_how_large_its_structures_are(string function, int bytes) =>
        Assert.Equal(bytes, NativeLayout.Measure(NativeLibrary.Load(Library), function));

    [Fact]
    public void Another_size_is_refused_with_both_sizes_and_the_library()
    {
        var error = Assert.Throws<BadImageFormatException>(() => NativeLayout.Require(Library, "llama_context_params", 144, 136));

        Assert.Contains(Library, error.Message, StringComparison.Ordinal);
        Assert.Contains("144", error.Message, StringComparison.Ordinal);
        Assert.Contains("136", error.Message, StringComparison.Ordinal);
    }
}
