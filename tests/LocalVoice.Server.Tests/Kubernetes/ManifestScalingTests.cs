using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using k8s.Models;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Files;

namespace LocalVoice.Server.Tests.Kubernetes;

/// <summary>The number of servers follows how full they are, by metrics that they publish.</summary>
public sealed partial class ManifestScalingTests
{
    public static TheoryData<string> Overlays => Manifests.Overlays;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_servers_are_scaled_by_what_the_adapter_is_told_to_publish(string overlay)
    {
        var manifests = await Manifests.OfOverlayAsync(overlay);
        var scaling = Assert.Single(manifests.Of<V2HorizontalPodAutoscaler>()).Spec;
        var metric = Assert.Single(scaling.Metrics);
        var target = manifests.Of<V1StatefulSet>().Single();

        Assert.Equal((target.Kind, target.Metadata.Name), (scaling.ScaleTargetRef.Kind, scaling.ScaleTargetRef.Name));
        Assert.Null(target.Spec.Replicas);
        Assert.Equal("Pods", metric.Type);
        Assert.Contains($"as: {metric.Pods.Metric.Name}\n", await AdapterRulesAsync(), StringComparison.Ordinal);
        Assert.Equal(("AverageValue", "600m"), (metric.Pods.Target.Type, $"{metric.Pods.Target.AverageValue}"));
    }

    [Fact]
    public async Task What_the_adapter_reads_are_metrics_of_the_server()
    {
        var published = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) => published.Add(instrument.Name.Replace('.', '_')),
        };
        listener.Start();
        await using var server = await RunningServer.StartAsync();
        var read = Series().Matches(await AdapterRulesAsync()).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Equal(["localvoice_sessions_capacity", "localvoice_sessions_open"], read.Order());
        Assert.Empty(read.Except(published));
    }

    private static Task<string> AdapterRulesAsync() =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root, "scripts/kubernetes/monitoring/adapter-rules.yaml"));

    [GeneratedRegex(@"\b(localvoice_[a-z_]+)\{")]
    private static partial Regex Series();
}
