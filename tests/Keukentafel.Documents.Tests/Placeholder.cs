namespace Keukentafel.Documents.Tests;
