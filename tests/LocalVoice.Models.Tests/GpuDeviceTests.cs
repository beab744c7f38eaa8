using LocalVoice.Testing.Files;

namespace LocalVoice.Models.Tests;

public sealed class GpuDeviceTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void A_machine_without_device_files_shows_no_GPU() => Assert.Null(GpuDevice.Find(_root.Path));

    [Fact]
    public void An_NVIDIA_GPU_has_the_name_that_its_driver_gives()
    {
        Put("dev/nvidia0", "");
        Put("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA H200\nIRQ: 1\n");

        Assert.Equal("NVIDIA H200", GpuDevice.Find(_root.Path));
    }

    [Fact]
    public void An_NVIDIA_GPU_whose_driver_is_hidden_is_still_seen()
    {
        Put("dev/nvidiactl", "");

        Assert.Equal("an NVIDIA GPU", GpuDevice.Find(_root.Path));
    }

    [Fact]
    public void An_AMD_GPU_is_seen_by_its_compute_device()
    {
        Put("dev/kfd", "");

        Assert.Equal("an AMD GPU", GpuDevice.Find(_root.Path));
    }

    public void Dispose() => _root.Dispose();

    private void Put(string path, string text)
    {
        var file = Path.Combine(_root.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
