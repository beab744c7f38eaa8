using System.Runtime.InteropServices;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Files;
using Whisper.net;
using Whisper.net.LibraryLoader;
using Whisper.net.Native;

namespace LocalVoice.Bindings.Tests.Whisper;

[Collection(WhisperCollection.Name)]
public sealed class WhisperLibraryTests(StarterWhisper whisper)
{
    [Fact]
    public unsafe void Struct_sizes_are_those_of_the_header() =>
        Assert.Equal((304, 48, 56), (sizeof(FullParams), sizeof(ContextParams), sizeof(TokenData)));

    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(297, 304)]
    [InlineData(304, 304)]
    public unsafe void What_is_left_of_the_poison_tells_the_size(int written, int size) =>
        Assert.Equal(size, StructSizes.Written(buffer => new Span<byte>(buffer, written).Fill(0xA5)));

    [Fact]
    public void Another_size_is_refused_with_the_library_and_both_sizes()
    {
        var failure = Assert.Throws<WhisperModelLoadException>(() => StructSizes.Require("whisper_full_params", 304, 312, "/lib/libwhisper.so.1"));

        Assert.Contains("/lib/libwhisper.so.1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("304", failure.Message, StringComparison.Ordinal);
        Assert.Contains("312", failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_prebuilt_library_has_the_same_structs()
    {
        var path = Path.Combine(WhisperLibrary.Folder, "prebuilt", "index.node");
        Skip.IfNot(File.Exists(path), "The prebuilt library is not installed (npm ci in src/bindings/natives).");
        var library = NativeLibrary.Load(path);
        try
        {
            StructSizes.Verify(library, path);
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }

    [Fact]
    public void The_built_library_goes_before_the_prebuilt_one_and_the_prebuilt_one_is_known_to_be_slow()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "prebuilt"));
            File.WriteAllText(Path.Combine(folder.FullName, "prebuilt", "index.node"), "");
            Assert.Equal(RuntimeLibrary.CpuNoAvx, WhisperLibrary.Locate(folder.FullName).Kind);

            File.WriteAllText(Path.Combine(folder.FullName, "libwhisper.so.1"), "");
            Assert.Equal(RuntimeLibrary.Cpu, WhisperLibrary.Locate(folder.FullName).Kind);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_missing_library_is_told_with_its_folder() =>
        Assert.Contains("/nowhere", Assert.Throws<WhisperModelLoadException>(() => WhisperLibrary.Locate("/nowhere")).Message, StringComparison.Ordinal);

    [SkippableFact]
    public async Task The_ggml_of_llama_lives_beside_ours()
    {
        var folder = Path.Combine(Repository.Root, "src/bindings/natives/node_modules/@node-llama-cpp/linux-x64/bins/linux-x64");
        var libraries = Directory.Exists(folder) ? Directory.GetFiles(folder, "libllama*.so") : [];
        Skip.If(libraries.Length == 0, "llama.cpp is not installed (npm ci in src/bindings/natives).");

        var llama = NativeLibrary.Load(libraries[0]);
        var text = (await StarterWhisper.Decode(whisper.Factory, SpokenSamples.CapitalOfItaly))[0].Text.Trim();

        Assert.NotEqual(0, llama);
        Assert.Equal(SpokenSamples.CapitalOfItaly.Text, text);
    }
}
