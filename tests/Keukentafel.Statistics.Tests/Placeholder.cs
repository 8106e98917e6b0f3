namespace Keukentafel.Statistics.Tests;
